import * as v from "valibot";
import { type InputKind, maxSavedLength } from "../kind.ts";
import { linesOf } from "../lines.ts";
import { TextEditor } from "./TextEditor.tsx";

export const text: InputKind<"text", string> = {
  takes: "text",
  empty: "",
  toInput: (value) => value,
  toTexts: (value) => (value === "" ? [] : [value]),
  fromExample: async (_, texts) => texts.join("\n"),
  toSaved: (value) => (value.length > maxSavedLength ? undefined : value),
  fromSaved: (saved) => (v.is(v.string(), saved) ? saved : undefined),
  toAddress: (value) => value,
  fromAddress: (value) => value,
  toTokens(value, perLine) {
    const texts = perLine ? linesOf(value) : value === "" ? [] : [value];
    return texts.length === 0 ? undefined : { kind: "texts", texts: [...texts] };
  },
  toCode: (value) => ({ value: value ?? "" }),
  // In the page from the start: most visits begin with a text (docs/decisions.md, "The first look").
  Editor: TextEditor,
};
