import { rowOf } from "../../shared/media.ts";
import type { Features, Seen } from "./definition.ts";

/** One picture gives its value, several a list of them: `[d]` where they are pooled, else `[tokens][d]`. */
export function toJson({ pooled, pictures }: Features, pool: boolean): unknown {
  const values = pool
    ? pictures.map((_, row) => Array.from(rowOf(pooled, row)))
    : pictures.map(({ tokens, shape }) => nested(tokens ?? new Float32Array(0), shape));
  return values.length === 1 ? values[0] : values;
}

function nested(data: Float32Array, shape: readonly number[]): unknown {
  const [length = 0, ...rest] = shape;
  if (rest.length === 0) return Array.from(data);
  const size = data.length / Math.max(1, length);
  return Array.from({ length }, (_, at) => nested(data.subarray(at * size, (at + 1) * size), rest));
}

/** Numbers of the JSON; above some ten thousands a worker writes them. */
export function numbersOf({ pooled, pictures }: Features, pool: boolean): number {
  if (pool) return pooled.data.length;
  return pictures.reduce((sum, { tokens }) => sum + (tokens?.length ?? 0), 0);
}

/** The matrix that a picture's tokens are, where they are one of several rows. */
export function tokenMatrix({ tokens, shape }: Seen) {
  const [rows = 0, columns = 0] = shape;
  return tokens && shape.length === 2 && rows > 1 ? { data: tokens, rows, columns } : undefined;
}
