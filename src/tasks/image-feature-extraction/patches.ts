import { type Matrix, type Pixels, rowOf } from "../../shared/media.ts";
import { rankBy, unitRows } from "../../shared/vectors/similarity.ts";
import type { Grid, Seen } from "./definition.ts";

/** The vectors of a picture's patches at length 1, row by row of the grid. */
export function patchesOf({ tokens, shape }: Seen, { columns, rows, skipped }: Grid): Matrix {
  const width = shape[1] ?? 0;
  const data = (tokens ?? new Float32Array(0)).subarray(skipped * width);
  return unitRows({ data, rows: columns * rows, columns: width });
}

/** Three components as red, green and blue, each from its least to its most. @param components `patches × 3` */
export function componentColours({ data, rows: count }: Matrix, { columns, rows }: Grid): Pixels {
  const pixels = new Uint8ClampedArray(count * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const values = Array.from({ length: count }, (_, patch) => data[patch * 3 + channel] ?? 0);
    const least = Math.min(...values);
    const span = Math.max(...values) - least || 1;
    for (const [patch, value] of values.entries()) pixels[patch * 4 + channel] = ((value - least) / span) * 255;
  }
  return { data: pixels, width: columns, height: rows };
}

export interface Likeness {
  /** Cosine of each patch with the chosen one. */
  readonly cosines: Float32Array;
  readonly least: number;
  /** The patch most like it, beside itself. */
  readonly nearest: number;
}

/** How like the patches are to one of them. @param patches of length 1 */
export function likenessOf(patches: Matrix, chosen: number): Likeness {
  const { places, scores } = rankBy(patches, rowOf(patches, chosen));
  const cosines = new Float32Array(patches.rows);
  for (const [at, place] of places.entries()) cosines[place] = scores[at] ?? 0;
  const nearest = places.find((place) => place !== chosen) ?? chosen;
  return { cosines, least: scores.at(-1) ?? 0, nearest };
}

/**
 * Light where a patch is like the chosen one, from the least like to 1.
 * @param palette 256 colours, red, green and blue of each
 */
export function likenessColours(
  { cosines, least }: Likeness,
  { columns, rows }: Grid,
  palette: Uint8ClampedArray,
): Pixels {
  const data = new Uint8ClampedArray(cosines.length * 4).fill(255);
  for (const [patch, cosine] of cosines.entries()) {
    const level = Math.max(0, Math.min(255, Math.round(((cosine - least) / (1 - least || 1)) * 255)));
    data.set(palette.subarray(level * 3, level * 3 + 3), patch * 4);
  }
  return { data, width: columns, height: rows };
}

const directions: ReadonlyMap<string, readonly [across: number, down: number]> = new Map([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);

/** Where an arrow leads from a patch, from the middle where none is chosen; `undefined` for other keys. */
export function movedPatch(chosen: number | undefined, key: string, { columns, rows }: Grid): number | undefined {
  const direction = directions.get(key);
  if (!direction) return undefined;
  if (chosen === undefined) return Math.floor(rows / 2) * columns + Math.floor(columns / 2);
  const [across, down] = direction;
  const column = Math.max(0, Math.min(columns - 1, (chosen % columns) + across));
  const row = Math.max(0, Math.min(rows - 1, Math.floor(chosen / columns) + down));
  return row * columns + column;
}

/** The patch at a place of the picture. @param across shares of the picture's sides */
export function patchAt(across: number, down: number, { columns, rows, area }: Grid): number | undefined {
  const column = Math.floor(((across - area.left) / area.width) * columns);
  const row = Math.floor(((down - area.top) / area.height) * rows);
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : undefined;
}
