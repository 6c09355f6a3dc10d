/** Features of a sound, a row of `bins` for each frame. */
export interface FrameRows {
  readonly data: Float32Array;
  readonly bins: number;
}

/**
 * Brings each bin to a mean of zero over the first `frames`, and divides it by what `scaleOf` makes of its variance, which
 * is counted with one degree of freedom less, as torch does. Written over what was there.
 */
export function toUnitBins({ data, bins }: FrameRows, frames: number, scaleOf: (variance: number) => number): void {
  for (let bin = 0; bin < bins; bin++) {
    let sum = 0;
    for (let frame = 0; frame < frames; frame++) sum += data[frame * bins + bin] ?? 0;
    const mean = sum / frames;
    let squares = 0;
    for (let frame = 0; frame < frames; frame++) squares += ((data[frame * bins + bin] ?? 0) - mean) ** 2;
    const scale = scaleOf(squares / (frames - 1));
    for (let frame = 0; frame < frames; frame++) {
      const place = frame * bins + bin;
      data[place] = ((data[place] ?? 0) - mean) / scale;
    }
  }
}
