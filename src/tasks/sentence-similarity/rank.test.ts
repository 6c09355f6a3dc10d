import { expect, test } from "vitest";
import { csvRows, ranked, sharesOf } from "./rank.ts";

test("sentences are ranked by score and know their place; those without a score yet are left out", () => {
  expect(ranked(["a", "b", "c"], [0.1, 0.9, null]).map(({ sentence, rank, place }) => [sentence, rank, place])).toEqual(
    [
      ["b", 1, 1],
      ["a", 2, 0],
    ],
  );
});

test("the file has every sentence in the order given, with what is known of it", () => {
  const sentences = ["a", "b", "c"];
  expect(csvRows(sentences, ranked(sentences, [0.1, 0.9, null]))).toEqual([
    ["sentence", "score", "rank"],
    ["a", 0.1, 2],
    ["b", 0.9, 1],
    ["c", "", ""],
  ]);
});

test("bars are as long as similarities, and as probabilities where scores are a cross-encoder's logits", () => {
  expect(sharesOf([0.9, -0.2, 1])).toEqual([0.9, -0.2, 1]);
  expect(sharesOf([0, 8.6, -4.3]).map((share) => share.toFixed(3))).toEqual(["0.500", "1.000", "0.013"]);
});
