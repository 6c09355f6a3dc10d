import { expect, test } from "vitest";
import { csvRows, toJson } from "./json.ts";

const two = { data: Float32Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
const one = { data: Float32Array.of(0.1, 2), rows: 1, columns: 2 };
const tokens = {
  kind: "tokens",
  vectors: { data: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 3, columns: 2 },
  starts: Uint32Array.of(0, 2, 3),
  tokens: [["a", "b"], ["c"]],
  prefix: "",
} as const;
const mutable = { ...tokens, tokens: tokens.tokens.map((row) => [...row]) };

test("one text gives its vector, several a list of them, not rounded", () => {
  expect(toJson({ kind: "pooled", vectors: one, prefix: "" }, ["x"])).toEqual([Math.fround(0.1), 2]);
  expect(toJson({ kind: "pooled", vectors: two, prefix: "" }, ["x", "y"])).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test("of a part, texts without a vector are null and the others in their places", () => {
  const part = { kind: "pooled", vectors: two, places: Uint32Array.of(0, 2), prefix: "" } as const;
  expect(toJson(part, ["x", "y", "z"])).toEqual([[1, 2], null, [3, 4]]);
  expect(csvRows(part, ["x", "y", "z"])[2]).toEqual(["z", 3, 4]);
});

test("without pooling there is one vector a token", () => {
  expect(toJson(mutable, ["x", "y"])).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [[5, 6]],
  ]);
});

test("a table has the text, the token and a column a dimension", () => {
  expect(csvRows({ kind: "pooled", vectors: two, prefix: "" }, ["x", "y"])).toEqual([
    ["text", "0", "1"],
    ["x", 1, 2],
    ["y", 3, 4],
  ]);
  expect(csvRows(mutable, ["x", "y"])[2]).toEqual(["x", "b", 3, 4]);
});
