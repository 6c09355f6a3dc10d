import type { Matrix } from "../../../shared/media.ts";

/** Rows of unit length. */
export function sampleMatrix(rows: number, columns: number): Matrix {
  const data = new Float32Array(rows * columns);
  for (let at = 0; at < data.length; at++) data[at] = Math.sin(at * 12.9898) / Math.sqrt(columns / 2);
  return { data, rows, columns };
}
