import { describe, expect, test } from "vitest";
import type { Tokenizer } from "../ports.ts";
import { candidatesOf, targetIdsOf } from "./candidates.ts";

const words = ["[PAD]", "[CLS]", "[MASK]", "a", "cat", "dog"];
const tokenizer: Tokenizer = {
  encode: (text) => ({ ids: [...text].map((letter) => (letter === "d" ? 5 : 3)), typeIds: [], dropped: 0 }),
  decode: (ids, { skipSpecialTokens = false } = {}) =>
    ids
      .filter((id) => !skipSpecialTokens || id > 2)
      .map((id) => words[id])
      .join(" "),
  chat: () => [],
  hasChatTemplate: false,
  chatTemplateNames: () => false,
  idOf: (word) => {
    const id = words.indexOf(word);
    return id < 0 ? undefined : id;
  },
  padId: 0,
  specialIds: new Set([0, 1, 2]),
  maxLength: 8,
};

/** Of 6 words: e^ln4 to e^ln2 to four times e^0 is 0.4, 0.2 and four times 0.1. */
const logits = Float32Array.of(0, 0, 0, 0, Math.log(4), Math.log(2));

describe("candidates", () => {
  test("are the likeliest words of the whole vocabulary, in the text without its special tokens", () => {
    const [first] = candidatesOf({ ids: [1, 3, 2, 0], places: [2] }, () => logits, { topK: 2, targets: [] }, tokenizer);
    expect(first?.map(({ token, token_str, sequence }) => [token, token_str, sequence])).toEqual([
      [4, "cat", "a cat"],
      [5, "dog", "a dog"],
    ]);
    expect(first?.[0]?.score).toBeCloseTo(0.4, 6);
    expect(first?.[1]?.score).toBeCloseTo(0.2, 6);
  });

  test("of several masks leave the others to be seen", () => {
    const found = candidatesOf({ ids: [1, 2, 2], places: [1, 2] }, () => logits, { topK: 1, targets: [] }, tokenizer);
    expect(found.map(([best]) => best?.sequence)).toEqual(["[CLS] cat [MASK]", "[CLS] [MASK] cat"]);
  });

  test("of targets keep their share of the whole vocabulary, however many were asked for", () => {
    const [only] = candidatesOf({ ids: [2], places: [0] }, () => logits, { topK: 5, targets: [3, 5] }, tokenizer);
    expect(only?.map(({ token }) => token)).toEqual([5, 3]);
    expect(only?.[1]?.score).toBeCloseTo(0.1, 6);
  });
});

test("a target that is no word of the vocabulary stands for its first token, and none counts twice", () => {
  expect(targetIdsOf(["cat", "dx", "dog", " "], tokenizer)).toEqual([4, 5]);
});
