import type { Float32Sum } from "./sums.ts";

/** Features of a sound, a row of `bins` for each frame. */
export interface FrameRows {
  readonly data: Float32Array;
  readonly bins: number;
}

export interface UnitSettings {
  /** How many of the frames count, from the first on; those behind them are zeros, and stay so. */
  readonly heard: number;
  /** The order in which Python adds numbers up. */
  readonly sum: Float32Sum;
  /** What is divided by, of a variance. */
  readonly scaleOf: (variance: number) => number;
}

const { fround } = Math;

/**
 * Brings each bin to a mean of zero over the frames that count, and divides it by what `scaleOf` makes of its variance,
 * which has one degree of freedom less; in float32 throughout, as Python. Written over what was there.
 */
export function toUnitBins({ data, bins }: FrameRows, { heard, sum, scaleOf }: UnitSettings): void {
  const column = new Float32Array(data.length / bins);
  const squares = new Float32Array(column.length);
  for (let bin = 0; bin < bins; bin++) {
    for (let frame = 0; frame < heard; frame++) column[frame] = data[frame * bins + bin] ?? 0;
    const mean = fround(sum(column) / heard);
    for (let frame = 0; frame < heard; frame++) squares[frame] = fround((column[frame] ?? 0) - mean) ** 2;
    const scale = fround(scaleOf(fround(sum(squares) / (heard - 1))));
    for (let frame = 0; frame < heard; frame++) {
      data[frame * bins + bin] = fround((column[frame] ?? 0) - mean) / scale;
    }
  }
}
