/** PIL's resampling filters by their numbers in `preprocessor_config.json`. */
export type Resample = "nearest" | "lanczos" | "bilinear" | "bicubic" | "box" | "hamming";

export const resampleByNumber: readonly Resample[] = ["nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"];

export interface Filter {
  /** Half the width, in source pixels at scale 1. */
  readonly support: number;
  weight(x: number): number;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** As in Pillow's `Resample.c`; bicubic has a = -0.5, as PyTorch's has where it antialiases. */
export const filters: Readonly<Record<Exclude<Resample, "nearest">, Filter>> = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: {
    support: 1,
    weight(x) {
      const distance = Math.abs(x);
      if (distance === 0) return 1;
      return distance >= 1 ? 0 : sinc(distance) * (0.54 + 0.46 * Math.cos(Math.PI * distance));
    },
  },
  bicubic: {
    support: 2,
    weight(x) {
      const distance = Math.abs(x);
      const a = -0.5;
      if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
      return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
    },
  },
  lanczos: { support: 3, weight: (x) => (x > -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** Which source pixels make each target pixel, and how much of each; the weights of one sum to 1. */
export interface Spans {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `stride` places for each target pixel, of which its count is used. */
  readonly weights: Float64Array;
  readonly stride: number;
}

/** A part of the target: its first pixel and how many. */
export interface Stretch {
  readonly first: number;
  readonly count: number;
}

/**
 * @param antialias widens the filter where it shrinks; without, pixels between the taps are not looked at
 * @param covered how much of the source the target shows, from its start
 */
export function spansOf(
  from: number,
  to: number,
  filter: Filter,
  part: Stretch,
  antialias = true,
  covered = from,
): Spans {
  const scale = covered / to;
  const filterScale = antialias ? Math.max(scale, 1) : 1;
  const support = filter.support * filterScale;
  // Multiplied by inverses where a division would do: Pillow does, and a last bit decides a rounding.
  const inverseScale = 1 / filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(part.count);
  const counts = new Int32Array(part.count);
  const weights = new Float64Array(part.count * stride);
  for (let index = 0; index < part.count; index++) {
    const center = (part.first + index + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const count = Math.min(from, Math.trunc(center + support + 0.5)) - start;
    const own = weights.subarray(index * stride, index * stride + count);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const weight = filter.weight((start + i - center + 0.5) * inverseScale);
      own[i] = weight;
      sum += weight;
    }
    const share = sum === 0 ? 1 : 1 / sum;
    for (let i = 0; i < count; i++) own[i] = (own[i] ?? 0) * share;
    starts[index] = start;
    counts[index] = count;
  }
  return { starts, counts, weights, stride };
}
