import { expect, test } from "vitest";
import { createNumbering } from "./numbers.ts";

const placeId = 9;

test("a picture's places are numbered by row and column, and the text goes on behind the largest", () => {
  // Qwen2VLModel.get_rope_index of transformers 4.57.6, for ids [1, 2, 9 x 6, 3, 4, 9 x 2, 5] and grids 4 x 6, 2 x 4.
  const pictures = [
    { rows: 2, columns: 3 },
    { rows: 1, columns: 2 },
  ];
  const starts = [0, 6];
  const numbering = createNumbering(placeId, (place) => {
    const index = place < 6 ? 0 : 1;
    const cells = pictures[index];
    return cells && place < 8 ? { cells, at: place - (starts[index] ?? 0) } : undefined;
  });
  const six = new Array<number>(6).fill(placeId);
  expect(numbering.next([1, 2, ...six, 3])).toEqual([
    [0, 1, 2, 2, 2, 2, 2, 2, 5],
    [0, 1, 2, 2, 2, 3, 3, 3, 5],
    [0, 1, 2, 3, 4, 2, 3, 4, 5],
  ]);
  expect(numbering.next([4])).toBeUndefined();
  expect(numbering.next([placeId, placeId, 5])).toEqual([
    [7, 7, 9],
    [7, 7, 9],
    [7, 8, 9],
  ]);
  // One that the model wrote itself is a token like any other.
  expect(numbering.next([placeId])).toBeUndefined();
});
