import { cellsOf } from "./cells.ts";
import type { Size } from "./size.ts";

/** A stretch of a row: from its first pixel up to, and without, the last. */
type OnStretch = (y: number, from: number, to: number) => void;

/**
 * Where a small map is above a level, once it is brought to the size of a large one as torch does (bilinear):
 * `interpolate(map, size) > level`, row by row from the top left, stretches that touch as one.
 *
 * The map is never enlarged. Between four neighbours it stays between the smallest and the largest of them, so only cells
 * that the level goes through are reckoned pixel by pixel.
 *
 * @param map [from.height, from.width]
 */
export function stretchesAbove(map: Float32Array, from: Size, to: Size, level: number, onStretch: OnStretch): void {
  const { width, height } = from;
  const rows = cellsOf(height, to.height);
  const columns = cellsOf(width, to.width);
  let began = -1;

  function goOn(y: number, x: number, isAbove: boolean): void {
    if (isAbove && began < 0) began = x;
    if (!isAbove && began >= 0) {
      onStretch(y, began, x);
      began = -1;
    }
  }

  for (let row = 0; row < height; row++) {
    const upper = row * width;
    const lower = Math.min(row + 1, height - 1) * width;
    for (let y = rows.starts[row] ?? 0; y < (rows.starts[row + 1] ?? 0); y++) {
      const down = rows.taps.share[y] ?? 0;
      for (let cell = 0; cell < width; cell++) {
        const first = columns.starts[cell] ?? 0;
        const last = columns.starts[cell + 1] ?? 0;
        if (first === last) continue;
        const next = Math.min(cell + 1, width - 1);
        const [a, b] = [map[upper + cell] ?? 0, map[upper + next] ?? 0];
        const [c, d] = [map[lower + cell] ?? 0, map[lower + next] ?? 0];
        if (Math.min(a, b, c, d) > level || Math.max(a, b, c, d) <= level) {
          goOn(y, first, a > level);
          continue;
        }
        for (let x = first; x < last; x++) {
          const across = columns.taps.share[x] ?? 0;
          const above = Math.fround(a * (1 - across) + b * across);
          const below = Math.fround(c * (1 - across) + d * across);
          goOn(y, x, Math.fround(above * (1 - down) + below * down) > level);
        }
      }
      goOn(y, to.width, false);
    }
  }
}
