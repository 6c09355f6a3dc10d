import { expect, test } from "vitest";
import { batchesOf, neighboursOf } from "./batches.ts";

test("items of like length go together, shortest first, and equals keep their order", () => {
  expect(batchesOf([9, 2, 3, 2], 8)).toEqual([[1, 3], [2], [0]]);
  expect(batchesOf([2, 2, 2, 2], 8)).toEqual([[0, 1, 2, 3]]);
});

test("an item that is larger than a batch goes alone, and no room means one at a time", () => {
  expect(batchesOf([100, 1], 10)).toEqual([[1], [0]]);
  expect(batchesOf([1, 1], 0)).toEqual([[0], [1]]);
  expect(batchesOf([], 10)).toEqual([]);
});

test("neighbours stay in their order, as many as there is room for", () => {
  expect(neighboursOf([4, 4, 4, 2], 8)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(neighboursOf([1, 9, 1], 8)).toEqual([[0], [1], [2]]);
  expect(neighboursOf([], 8)).toEqual([]);
});
