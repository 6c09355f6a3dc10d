import { expect, test } from "vitest";
import { peakOf, similaritiesOf } from "./cosine.ts";

const matrix = { data: Float32Array.of(3, 0, 0, 2, 1, 1, 0, 0), rows: 4, columns: 2 };

test("cosine does not mind the length of a vector, and a vector of zeros is like nothing", () => {
  const { data, rows } = similaritiesOf(matrix, 10);
  expect(rows).toBe(4);
  expect([...data.subarray(0, 4)].map((value) => Math.round(value * 100))).toEqual([100, 0, 71, 0]);
  expect(data[15]).toBe(0);
});

test("only the rows up to the limit are compared", () => {
  expect(similaritiesOf(matrix, 2)).toMatchObject({ rows: 2, columns: 2 });
});

test("the peak of nothing is one, so that it can be divided by", () => {
  expect([peakOf(Float32Array.of(-3, 2)), peakOf(Float32Array.of(0)), peakOf(new Float32Array(0))]).toEqual([3, 1, 1]);
});
