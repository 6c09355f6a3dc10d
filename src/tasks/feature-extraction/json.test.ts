import { expect, test } from "vitest";
import { csvRows, toJson } from "./json.ts";

const two = { data: Float32Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
const one = { data: Float32Array.of(0.1, 2), rows: 1, columns: 2 };

test("one text gives its vector, several a list of them, not rounded", () => {
  expect(toJson({ kind: "pooled", vectors: one })).toEqual([Math.fround(0.1), 2]);
  expect(toJson({ kind: "pooled", vectors: two })).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test("without pooling there is one vector a token", () => {
  const item = { tokens: ["a", "b"], vectors: two };
  const matrix = [
    [1, 2],
    [3, 4],
  ];
  expect(toJson({ kind: "tokens", items: [item] })).toEqual(matrix);
  expect(toJson({ kind: "tokens", items: [item, item] })).toEqual([matrix, matrix]);
});

test("a table has the text, the token and a column a dimension", () => {
  expect(csvRows({ kind: "pooled", vectors: two }, ["x", "y"])).toEqual([
    ["text", "0", "1"],
    ["x", 1, 2],
    ["y", 3, 4],
  ]);
  expect(csvRows({ kind: "tokens", items: [{ tokens: ["a", "b"], vectors: two }] }, ["x"])[2]).toEqual([
    "x",
    "b",
    3,
    4,
  ]);
});
