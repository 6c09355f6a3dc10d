import { expect, test } from "vitest";
import { joinWindows, scoredTokens } from "./scored-tokens.ts";

const encoding = {
  ids: [2, 7, 8, 1, 3],
  typeIds: [0, 0, 0, 0, 0],
  tokens: ["[CLS]", "play", "##ing", "[UNK]", "[SEP]"],
  offsets: [
    [0, 0],
    [0, 4],
    [4, 7],
    [8, 9],
    [0, 0],
  ] as const,
  words: [null, 0, 0, 1, null],
  sequences: [null, 0, 0, 0, null] as const,
};
const text = [..."playing 😀"];

test("special tokens are left out, and an unknown word is the text's own", () => {
  const tokens = scoredTokens({ encoding, logits: new Float32Array(10) }, text, { continuation: "##", unknownId: 1 });
  expect(tokens.map(({ word, isSubword, index }) => [word, isSubword, index])).toEqual([
    ["play", false, 1],
    ["##ing", true, 2],
    ["😀", false, 3],
  ]);
  expect([...(tokens[0]?.scores ?? [])]).toEqual([0.5, 0.5]);
});

test("without a mark for it, a token goes on a word where no space stands before", () => {
  const tokens = scoredTokens({ encoding, logits: new Float32Array(10) }, text, { continuation: "", unknownId: -1 });
  expect(tokens.map(({ isSubword }) => isSubword)).toEqual([false, true, false]);
});

test("windows meet in the middle of what they share", () => {
  const window = (...starts: number[]) =>
    starts.map((start, at) => {
      return { word: `${start}`, scores: new Float32Array(0), start, end: start, index: at + 1, isSubword: false };
    });
  const joined = joinWindows([window(0, 1, 2, 3, 4), window(2, 3, 4, 5, 6), window(4, 5, 6, 7)], 3);
  expect(joined.map(({ start }) => start)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(joined.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
