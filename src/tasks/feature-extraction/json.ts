import { type Matrix, rowOf } from "../../shared/media.ts";
import type { Output } from "./definition.ts";

/** The texts that have a vector, in their order. */
export function textsOf({ places }: Output, texts: readonly string[]): readonly string[] {
  return places ? Array.from(places, (place) => texts[place] ?? "") : texts;
}

const listOf = (matrix: Matrix, row: number): number[] => Array.from(rowOf(matrix, row));

/** One text's value in Python's shape: `[d]`, or `[tokens][d]` where nothing is pooled. */
function jsonOf(output: Output, index: number): unknown {
  if (output.kind === "pooled") return listOf(output.vectors, index);
  const rows = tokenRows(output, index);
  return Array.from({ length: rows.rows }, (_, token) => listOf(rows, token));
}

/** One text gives its value, several a list of them in their order, `null` for one that has none yet. */
export function toJson(output: Output, texts: readonly string[]): unknown {
  const rows = output.kind === "pooled" ? output.vectors.rows : output.tokens.length;
  const { places } = output;
  if (!places) {
    const values = Array.from({ length: rows }, (_, index) => jsonOf(output, index));
    return texts.length === 1 ? values[0] : values;
  }
  const values: unknown[] = texts.map(() => null);
  places.forEach((place, index) => {
    values[place] = jsonOf(output, index);
  });
  return texts.length === 1 ? values[0] : values;
}

/** The vectors of one text's tokens, as a view. */
export function tokenRows({ vectors, starts }: Extract<Output, { kind: "tokens" }>, index: number): Matrix {
  const [start = 0, end = start] = starts.subarray(index, index + 2);
  const { columns, data } = vectors;
  return { data: data.subarray(start * columns, end * columns), rows: end - start, columns };
}

/** One row a vector, its text first (and its token, where there is one vector a token). */
export function csvRows(output: Output, texts: readonly string[]): (string | number)[][] {
  const heads = Array.from({ length: output.vectors.columns }, (_, index) => String(index));
  const own = textsOf(output, texts);
  if (output.kind === "pooled") {
    return [["text", ...heads], ...own.map((text, row) => [text, ...rowOf(output.vectors, row)])];
  }
  const rows = output.tokens.flatMap((tokens, index) => {
    const matrix = tokenRows(output, index);
    return tokens.map((token, row) => [own[index] ?? "", token, ...rowOf(matrix, row)]);
  });
  return [["text", "token", ...heads], ...rows];
}
