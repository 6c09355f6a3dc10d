/** PIL's resampling filters by their numbers in `preprocessor_config.json`. */
export type Resample = "nearest" | "lanczos" | "bilinear" | "bicubic" | "box" | "hamming";

export const resampleByNumber: readonly Resample[] = ["nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"];

interface Filter {
  /** Half the width, in source pixels at scale 1. */
  readonly support: number;
  weight(x: number): number;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** As in Pillow's `Resample.c`; bicubic has a = -0.5. */
const filters: Readonly<Record<Exclude<Resample, "nearest">, Filter>> = {
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

/** Which source pixels make a target pixel, and how much of each, in fixed point. */
interface Span {
  readonly start: number;
  readonly weights: Int32Array;
}

/** Pillow's fixed point for 8-bit pictures: 32 bits less 8 of the pixel less 2 for the sum. */
const precisionBits = 22;

function spansOf(from: number, to: number, filter: Filter): readonly Span[] {
  const scale = from / to;
  const filterScale = Math.max(scale, 1);
  const support = filter.support * filterScale;
  // Multiplied by inverses where a division would do: Pillow does, and a last bit decides a rounding.
  const inverseScale = 1 / filterScale;
  return Array.from({ length: to }, (_, index) => {
    const center = (index + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - support + 0.5));
    const end = Math.min(from, Math.trunc(center + support + 0.5));
    const raw = Array.from({ length: end - start }, (_unused, i) =>
      filter.weight((start + i - center + 0.5) * inverseScale),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    const share = sum === 0 ? 1 : 1 / sum;
    const weights = Int32Array.from(raw, (weight) => {
      const fixed = weight * share * 2 ** precisionBits;
      return Math.trunc(fixed < 0 ? fixed - 0.5 : fixed + 0.5);
    });
    return { start, weights };
  });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Resizes interleaved 8-bit channels as Pillow does: antialiased, in two passes, each rounded to 8 bits.
 * Source: `src/libImaging/Resample.c` of Pillow 13 (MIT-CMU), whose results this equals bit for bit.
 * @param data height × width × channels
 */
export function resize(
  data: Uint8ClampedArray,
  size: Size,
  target: Size,
  channels: number,
  resample: Resample,
): Uint8ClampedArray {
  if (size.width === target.width && size.height === target.height) return data.slice();
  if (resample === "nearest") return nearest(data, size, target, channels);
  const filter = filters[resample];
  // Since Pillow 13 rows go first where the height shrinks by more than twice what the width does.
  const rowsFirst = size.height > target.height && size.height - target.height > (size.width - target.width) * 2;
  if (rowsFirst) {
    const lower = resizeRows(data, size, target.height, channels, filter);
    return resizeColumns(lower, { width: size.width, height: target.height }, target.width, channels, filter);
  }
  const narrower = resizeColumns(data, size, target.width, channels, filter);
  return resizeRows(narrower, { width: target.width, height: size.height }, target.height, channels, filter);
}

function resizeColumns(data: Uint8ClampedArray, size: Size, width: number, channels: number, filter: Filter) {
  if (size.width === width) return data;
  return pass(data, spansOf(size.width, width, filter), {
    outer: size.height,
    outerStride: size.width * channels,
    innerStride: channels,
    channels,
    targetOuterStride: width * channels,
    targetInnerStride: channels,
  });
}

function resizeRows(data: Uint8ClampedArray, size: Size, height: number, channels: number, filter: Filter) {
  if (size.height === height) return data;
  return pass(data, spansOf(size.height, height, filter), {
    outer: size.width,
    outerStride: channels,
    innerStride: size.width * channels,
    channels,
    targetOuterStride: channels,
    targetInnerStride: size.width * channels,
  });
}

interface Layout {
  /** Lines across the direction of the pass. */
  readonly outer: number;
  readonly outerStride: number;
  readonly innerStride: number;
  readonly channels: number;
  readonly targetOuterStride: number;
  readonly targetInnerStride: number;
}

function pass(data: Uint8ClampedArray, spans: readonly Span[], layout: Layout): Uint8ClampedArray {
  const { outer, outerStride, innerStride, channels, targetOuterStride, targetInnerStride } = layout;
  const result = new Uint8ClampedArray(outer * spans.length * channels);
  const half = 1 << (precisionBits - 1);
  spans.forEach(({ start, weights }, index) => {
    for (let line = 0; line < outer; line++) {
      const from = line * outerStride + start * innerStride;
      const to = line * targetOuterStride + index * targetInnerStride;
      for (let channel = 0; channel < channels; channel++) {
        let sum = half;
        for (let i = 0; i < weights.length; i++) {
          sum += (data[from + i * innerStride + channel] ?? 0) * (weights[i] ?? 0);
        }
        // The typed array clamps to 0..255, as Pillow's clip8 does.
        result[to + channel] = sum >> precisionBits;
      }
    }
  });
  return result;
}

function nearest(data: Uint8ClampedArray, size: Size, target: Size, channels: number): Uint8ClampedArray {
  const result = new Uint8ClampedArray(target.width * target.height * channels);
  for (let y = 0; y < target.height; y++) {
    const fromY = Math.floor(((y + 0.5) * size.height) / target.height);
    for (let x = 0; x < target.width; x++) {
      const fromX = Math.floor(((x + 0.5) * size.width) / target.width);
      const from = (fromY * size.width + fromX) * channels;
      result.set(data.subarray(from, from + channels), (y * target.width + x) * channels);
    }
  }
  return result;
}
