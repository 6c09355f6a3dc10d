import * as v from "valibot";
import { type InputKind, maxSavedLength } from "../kind.ts";
import { linesOf } from "../lines.ts";
import { ListEditor } from "./ListEditor.tsx";

const Lines = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** The raw text, one item a line. */
export const list: InputKind<"list", string> = {
  takes: "text",
  empty: "",
  toInput: linesOf,
  toTexts: linesOf,
  fromExample: async (_, texts) => texts.join("\n"),
  toSaved: (value) => (value.length > maxSavedLength ? undefined : value),
  fromSaved: (saved) => (v.is(v.string(), saved) ? saved : undefined),
  toAddress: (value) => (value.trim() === "" ? "" : JSON.stringify(linesOf(value))),
  fromAddress(text) {
    const lines = v.safeParse(Lines, text);
    return lines.success ? lines.output.join("\n") : text;
  },
  toTokens(value) {
    const texts = linesOf(value);
    return texts.length === 0 ? undefined : { kind: "texts", texts: [...texts] };
  },
  toCode: (value) => ({ value: value ?? "" }),
  // In the page from the start: most visits begin with a text (docs/decisions.md, "The first look").
  Editor: ListEditor,
};
