import type * as v from "valibot";
import { type Matrix, rowOf } from "../../shared/media.ts";
import type { output } from "./definition.ts";

type Output = v.InferOutput<typeof output>;

const rowsOf = (matrix: Matrix): number[][] =>
  Array.from({ length: matrix.rows }, (_, row) => Array.from(rowOf(matrix, row)));

/** One text gives `[d]`, or `[tokens][d]` where nothing is pooled; several give a list of those. */
export function toJson(output: Output): unknown {
  const values = output.kind === "pooled" ? rowsOf(output.vectors) : output.items.map(({ vectors }) => rowsOf(vectors));
  return values.length === 1 ? values[0] : values;
}

/** One row a vector, its text first (and its token, where there is one vector a token). */
export function csvRows(output: Output, texts: readonly string[]): (string | number)[][] {
  const heads = (matrix: Matrix | undefined) =>
    Array.from({ length: matrix?.columns ?? 0 }, (_, index) => String(index));
  if (output.kind === "pooled") {
    const rows = rowsOf(output.vectors).map((values, row) => [texts[row] ?? "", ...values]);
    return [["text", ...heads(output.vectors)], ...rows];
  }
  const rows = output.items.flatMap(({ tokens, vectors }, item) =>
    rowsOf(vectors).map((values, row) => [texts[item] ?? "", tokens[row] ?? "", ...values]),
  );
  return [["text", "token", ...heads(output.items[0]?.vectors)], ...rows];
}
