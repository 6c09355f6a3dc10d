import type { Size } from "./size.ts";

/** Where each place of a longer or shorter axis falls on the old one. */
export interface Taps {
  /** The old place before it; the one after is the next, or the same at the end. */
  readonly low: Int32Array;
  /** How much the one after counts, 0..1. */
  readonly share: Float32Array;
}

/**
 * An axis of `torch.nn.functional.interpolate(mode="bilinear", align_corners=False)`: no antialiasing, also where it
 * shrinks. In float32, as torch reckons: at four thousand pixels the last bits show.
 */
export function bilinearTaps(from: number, to: number): Taps {
  const scale = Math.fround(from / to);
  const low = new Int32Array(to);
  const share = new Float32Array(to);
  for (let place = 0; place < to; place++) {
    const source = Math.max(0, Math.fround(Math.fround(scale * (place + 0.5)) - 0.5));
    low[place] = Math.min(Math.trunc(source), from - 1);
    share[place] = Math.fround(source - (low[place] ?? 0));
  }
  return { low, share };
}

/** An axis of the same with `mode="nearest"`: the old place of each new one. */
export function nearestTaps(from: number, to: number): Int32Array {
  const scale = Math.fround(from / to);
  return Int32Array.from({ length: to }, (_, place) => Math.min(Math.floor(Math.fround(place * scale)), from - 1));
}

/** A map at another size, bilinear as torch has it. */
export function enlarge(data: Float32Array, from: Size, to: Size): Float32Array {
  const rows = bilinearTaps(from.height, to.height);
  const columns = bilinearTaps(from.width, to.width);
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const low = rows.low[y] ?? 0;
    const down = rows.share[y] ?? 0;
    const upper = low * from.width;
    const lower = Math.min(low + 1, from.height - 1) * from.width;
    for (let x = 0; x < to.width; x++) {
      const left = columns.low[x] ?? 0;
      const right = Math.min(left + 1, from.width - 1);
      const across = columns.share[x] ?? 0;
      const above = (data[upper + left] ?? 0) * (1 - across) + (data[upper + right] ?? 0) * across;
      const below = (data[lower + left] ?? 0) * (1 - across) + (data[lower + right] ?? 0) * across;
      out[y * to.width + x] = above * (1 - down) + below * down;
    }
  }
  return out;
}
