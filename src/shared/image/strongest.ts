import { cellsOf } from "./cells.ts";
import type { Size } from "./size.ts";

/**
 * Which of several small maps is the largest at each pixel of a large one, once all are brought to its size as torch does
 * (bilinear): `interpolate(maps, size).argmax(0)`, the first of equals.
 *
 * No map is ever enlarged. Between four neighbours a map stays between the smallest and the largest of them, so most maps
 * cannot win there and only the others are compared: first by cell, then by row of a cell. Cost goes by the pixels and by
 * how many are close to each other, memory by one row of the small maps.
 *
 * @param maps [count, from.height, from.width]
 * @returns to.height × to.width places in `maps`
 */
export function strongestOf(maps: Float32Array, count: number, from: Size, to: Size): Uint16Array<ArrayBuffer> {
  const { width, height } = from;
  const plane = width * height;
  const rows = cellsOf(height, to.height);
  const columns = cellsOf(width, to.width);
  const winners = new Uint16Array(to.width * to.height);
  const most = new Float32Array(count * width);
  const floor = new Float32Array(width);
  const rivals = new Uint16Array(count * width);
  const rivalCounts = new Int32Array(width);
  const closest = new Uint16Array(count);
  const atLeft = new Float64Array(count);
  const atRight = new Float64Array(count);

  /** The maps that may win somewhere in a cell of this row of cells. */
  function findRivals(upper: number, lower: number): void {
    floor.fill(Number.NEGATIVE_INFINITY);
    rivalCounts.fill(0);
    for (let map = 0; map < count; map++) {
      const base = map * plane;
      let above = maps[base + upper] ?? 0;
      let below = maps[base + lower] ?? 0;
      for (let cell = 0; cell < width; cell++) {
        const next = cell + 1 < width ? cell + 1 : cell;
        const aboveNext = maps[base + upper + next] ?? 0;
        const belowNext = maps[base + lower + next] ?? 0;
        most[map * width + cell] = Math.max(above, below, aboveNext, belowNext);
        const least = Math.min(above, below, aboveNext, belowNext);
        if (least > (floor[cell] ?? 0)) floor[cell] = least;
        above = aboveNext;
        below = belowNext;
      }
    }
    for (let map = 0; map < count; map++) {
      for (let cell = 0; cell < width; cell++) {
        if ((most[map * width + cell] ?? 0) < (floor[cell] ?? 0)) continue;
        const known = rivalCounts[cell] ?? 0;
        rivals[cell * count + known] = map;
        rivalCounts[cell] = known + 1;
      }
    }
  }

  /** Those of the rivals that may win in one row of a cell, with what they are at its two ends. @returns how many */
  function findClosest(cell: number, upper: number, lower: number, down: number): number {
    const right = cell + 1 < width ? 1 : 0;
    const given = rivalCounts[cell] ?? 0;
    let surest = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < given; place++) {
      const at = (rivals[cell * count + place] ?? 0) * plane + cell;
      const left = (maps[at + upper] ?? 0) * (1 - down) + (maps[at + lower] ?? 0) * down;
      const end = (maps[at + upper + right] ?? 0) * (1 - down) + (maps[at + lower + right] ?? 0) * down;
      atLeft[place] = left;
      atRight[place] = end;
      surest = Math.max(surest, Math.min(left, end));
    }
    let kept = 0;
    for (let place = 0; place < given; place++) {
      const left = atLeft[place] ?? 0;
      const end = atRight[place] ?? 0;
      if (Math.max(left, end) < surest) continue;
      closest[kept] = rivals[cell * count + place] ?? 0;
      atLeft[kept] = left;
      atRight[kept] = end;
      kept++;
    }
    return kept;
  }

  function writeRow(y: number, first: number, last: number, kept: number): void {
    const line = y * to.width;
    if (kept === 1) {
      winners.fill(closest[0] ?? 0, line + first, line + last);
      return;
    }
    for (let x = first; x < last; x++) {
      const across = columns.taps.share[x] ?? 0;
      let winner = 0;
      let best = Number.NEGATIVE_INFINITY;
      for (let place = 0; place < kept; place++) {
        const value = (atLeft[place] ?? 0) * (1 - across) + (atRight[place] ?? 0) * across;
        if (value > best) {
          best = value;
          winner = place;
        }
      }
      winners[line + x] = closest[winner] ?? 0;
    }
  }

  for (let row = 0; row < height; row++) {
    const top = rows.starts[row] ?? 0;
    const bottom = rows.starts[row + 1] ?? 0;
    if (top === bottom) continue;
    const upper = row * width;
    const lower = Math.min(row + 1, height - 1) * width;
    findRivals(upper, lower);
    for (let y = top; y < bottom; y++) {
      const down = rows.taps.share[y] ?? 0;
      for (let cell = 0; cell < width; cell++) {
        const first = columns.starts[cell] ?? 0;
        const last = columns.starts[cell + 1] ?? 0;
        if (first < last) writeRow(y, first, last, findClosest(cell, upper, lower, down));
      }
    }
  }
  return winners;
}

/**
 * How many pixels of a large map reach a level, where a small one is brought to its size: `(interpolate(map, size) >=
 * level).sum()`. Cells that lie wholly above or below are counted, not drawn.
 */
export function countReaching(map: Float32Array, from: Size, to: Size, level: number): number {
  const { width, height } = from;
  const rows = cellsOf(height, to.height);
  const columns = cellsOf(width, to.width);
  let reaching = 0;
  for (let row = 0; row < height; row++) {
    const top = rows.starts[row] ?? 0;
    const bottom = rows.starts[row + 1] ?? 0;
    if (top === bottom) continue;
    const upper = row * width;
    const lower = Math.min(row + 1, height - 1) * width;
    for (let cell = 0; cell < width; cell++) {
      const first = columns.starts[cell] ?? 0;
      const last = columns.starts[cell + 1] ?? 0;
      const next = Math.min(cell + 1, width - 1);
      const [a, b] = [map[upper + cell] ?? 0, map[upper + next] ?? 0];
      const [c, d] = [map[lower + cell] ?? 0, map[lower + next] ?? 0];
      if (first === last || Math.max(a, b, c, d) < level) continue;
      if (Math.min(a, b, c, d) >= level) {
        reaching += (bottom - top) * (last - first);
        continue;
      }
      for (let y = top; y < bottom; y++) {
        const down = rows.taps.share[y] ?? 0;
        const left = a * (1 - down) + c * down;
        const right = b * (1 - down) + d * down;
        for (let x = first; x < last; x++) {
          const across = columns.taps.share[x] ?? 0;
          if (left * (1 - across) + right * across >= level) reaching++;
        }
      }
    }
  }
  return reaching;
}
