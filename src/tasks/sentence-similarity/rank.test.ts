import { expect, test } from "vitest";
import { ranked } from "./rank.ts";

test("sentences are ranked by score and know their place; those without a score yet are left out", () => {
  expect(ranked(["a", "b", "c"], [0.1, 0.9, null]).map(({ sentence, rank, place }) => [sentence, rank, place])).toEqual(
    [
      ["b", 1, 1],
      ["a", 2, 0],
    ],
  );
});
