import { expect, test } from "vitest";
import { placeIn, promptOf, readPrompt } from "./generative.ts";

test("the prompt is that of T5's training", () => {
  expect(promptOf("Who?", "Bo did it.")).toBe("question: Who? context: Bo did it.");
});

test("an answer is found where the context has its words, in code points and whatever their case", () => {
  expect(placeIn([..."😀 It is Oslo, oslo"], "OSLO")).toEqual({ start: 8, end: 12 });
  expect(placeIn([..."Oslo"], "Bergen")).toBeUndefined();
  expect(placeIn([..."Oslo"], "")).toBeUndefined();
});

test("what a model with a table of positions cannot read is refused, not cut", () => {
  const ids = [1, 2, 3, 4];
  const tokenizer = {
    encode: () => ({ ids, typeIds: ids, dropped: 0 }),
    decode: () => "",
    specialIds: new Set<number>(),
    maxLength: 3,
    tokenOf: () => "",
  };
  expect(() => readPrompt({ tokenizer, sourcePositions: 3 }, "a")).toThrow(/4 tokens.*reads 3/);
  expect(readPrompt({ tokenizer, sourcePositions: Number.POSITIVE_INFINITY }, "a")).toEqual(ids);
});
