import { expect, test } from "vitest";
import { answerIn, promptOf } from "./answer.ts";

const pieces = ["<pad>", "</s>", promptOf("how much?"), "12", "  EUR ", "</s_answer>", "<yes/>", "\n"];
const tokenizer = {
  padId: 0,
  tokenOf: (id: number) => pieces[id] ?? "",
  decode: (ids: readonly number[]) => ids.map((id) => pieces[id]).join(""),
};
const read = (...ids: number[]) => answerIn([2, ...ids], new Set([1]), tokenizer);

test("the answer stands between its marks, without padding, the end and spaces around it", () => {
  expect(read(4, 3, 4, 0, 5, 1)).toBe("EUR 12  EUR");
  expect(read(6, 5, 1)).toBe("<yes/>");
  expect(read(5, 1)).toBe("");
});

test("there is none where it was not closed, or goes over a line, as Python's pattern has it", () => {
  expect(read(3, 1)).toBeNull();
  expect(read(3, 7, 4, 5, 1)).toBeNull();
});
