import { expect, it } from "vitest";
import { listField } from "../../tasks/fields/list.ts";
import { textField } from "../../tasks/fields/text.ts";
import { holds, isUntouched } from "./match.ts";

const fields = { source_sentence: textField(), sentences: listField() };
const example = { id: "a", language: "en", input: { source_sentence: "one/two", sentences: ["x", "y"] } } as const;
const drafts = {
  source_sentence: { kind: "text", value: "one/two" },
  sentences: { kind: "list", value: "x\ny\n" },
} as const;

it("knows an example in the editors, and anything else from it", () => {
  expect(holds(drafts, example, fields)).toBe(true);
  expect(holds({ ...drafts, sentences: { kind: "list", value: "x" } }, example, fields)).toBe(false);
  expect(holds({}, example, fields)).toBe(false);
});

it("takes empty editors for untouched", () => {
  expect(isUntouched({})).toBe(true);
  expect(isUntouched({ sentences: { kind: "list", value: " \n" } })).toBe(true);
  expect(isUntouched(drafts)).toBe(false);
});
