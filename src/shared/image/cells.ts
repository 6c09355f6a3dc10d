import { bilinearTaps, type Taps } from "./interpolate.ts";

/** Between four neighbours of a small map lie many pixels of the large one: all of these in one row of it, or column. */
export interface Cells {
  /** Where the pixels between place `i` and the next begin; one more at the end. */
  readonly starts: Int32Array;
  readonly taps: Taps;
}

/** @param from length of the small axis, `to` of the large one */
export function cellsOf(from: number, to: number): Cells {
  const taps = bilinearTaps(from, to);
  const starts = new Int32Array(from + 1).fill(to);
  for (let place = to - 1; place >= 0; place--) starts[taps.low[place] ?? 0] = place;
  for (let cell = from - 1; cell >= 0; cell--) starts[cell] = Math.min(starts[cell] ?? to, starts[cell + 1] ?? to);
  return { starts, taps };
}
