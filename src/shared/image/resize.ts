import { filters, type Resample, type Spans, type Stretch, spansOf } from "./filters.ts";
import { columns, type FixedSpans, rows } from "./passes.ts";
import type { Size } from "./size.ts";

/** Interleaved 8-bit channels, rows from the top. */
export interface Bitmap extends Size {
  readonly data: Uint8ClampedArray;
  /** Four are RGBA. */
  readonly channels: 1 | 3 | 4;
}

/** Whose arithmetic: the slow image processors of `transformers` resize with Pillow, the fast ones with torchvision. */
export type Library = "pillow" | "torchvision";

/** A part of the resized picture, in its pixels. */
export interface Window extends Size {
  readonly left: number;
  readonly top: number;
}

/**
 * Resizes in two passes, antialiased, each rounded to 8 bits; alpha is dropped.
 * Sources: `src/libImaging/Resample.c` of Pillow 13 (MIT-CMU) and `UpSampleKernelAVXAntialias.h` of PyTorch 2.8 (BSD),
 * whose results this equals bit for bit.
 * @param window what is asked of the target; left out, all. A picture of 1 × 4000 is cropped without being made whole.
 * @param covered how much of the source the target shows, from the upper left; left out, all
 */
export function resize(
  source: Bitmap,
  target: Size,
  resample: Resample,
  library: Library,
  window?: Window,
  covered: Size = source,
): Bitmap {
  const part = window ?? { left: 0, top: 0, width: target.width, height: target.height };
  const isSame = covered === source && source.width === target.width && source.height === target.height;
  if (isSame) return cut(source, part);
  if (resample === "nearest") return nearest(source, target, part, library);
  const { width, height } = source;
  const filter = filters[resample];
  const spans = (from: number, to: number, wanted: Stretch, shown: number) => {
    const found = spansOf(from, to, filter, wanted, true, shown);
    if (library === "pillow") return fixed(found, pillowBits);
    return fixed(found, torchBits(spansOf(from, to, filter, { first: 0, count: to }).weights));
  };
  const across = (bitmap: Bitmap, needed?: Stretch) =>
    covered.width === target.width && width === target.width && part.width === width
      ? bitmap
      : columns(bitmap, spans(width, target.width, { first: part.left, count: part.width }, covered.width), needed);
  const downSpans = spans(height, target.height, { first: part.top, count: part.height }, covered.height);
  const down = (bitmap: Bitmap, firstRow: number) =>
    covered.height === target.height && height === target.height && part.height === height
      ? bitmap
      : rows(bitmap, downSpans, firstRow);
  // Since Pillow 13 rows go first where the height shrinks by more than twice what the width does.
  const rowsFirst =
    library === "pillow" && height > target.height && height - target.height > (width - target.width) * 2;
  if (rowsFirst) return withoutAlpha(across(down(source, 0)));
  const needed = stretchOf(downSpans);
  const narrow = across(source, needed);
  return withoutAlpha(down(narrow, narrow === source ? 0 : needed.first));
}

/** Which source pixels the spans look at. */
function stretchOf({ starts, counts }: FixedSpans): Stretch {
  const last = starts.length - 1;
  const first = starts[0] ?? 0;
  return { first, count: (starts[last] ?? 0) + (counts[last] ?? 0) - first };
}

/** Pillow's fixed point for 8-bit pictures: 32 bits less 8 of the pixel less 2 for the sum. */
const pillowBits = 22;

function fixed(spans: Spans, bits: number): FixedSpans {
  const scale = 2 ** bits;
  const weights = Int32Array.from(spans.weights, (weight) => Math.trunc(weight * scale + (weight < 0 ? -0.5 : 0.5)));
  return { ...spans, weights, bits };
}

/** PyTorch's weights have 16 bits: as many behind the point as the largest weight of the whole target leaves. */
function torchBits(weights: Float64Array): number {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  let bits = 0;
  while (bits < pillowBits && Math.trunc(0.5 + largest * 2 ** (bits + 1)) < 2 ** 15) bits++;
  return bits;
}

function nearest(source: Bitmap, target: Size, part: Window, library: Library): Bitmap {
  const fromX = sourcePlaces(source.width, target.width, library);
  const fromY = sourcePlaces(source.height, target.height, library);
  return pick(
    source,
    fromX.subarray(part.left, part.left + part.width),
    fromY.subarray(part.top, part.top + part.height),
  );
}

/** Pillow adds the step up in doubles, PyTorch (`nearest-exact`) multiplies floats: pixels on an edge fall differently. */
function sourcePlaces(from: number, to: number, library: Library): Int32Array {
  const places = new Int32Array(to);
  const step = library === "pillow" ? from / to : Math.fround(from / to);
  let position = step * 0.5;
  for (let index = 0; index < to; index++, position += step) {
    const place = library === "pillow" ? position : Math.fround((index + 0.5) * step);
    places[index] = Math.min(from - 1, Math.floor(place));
  }
  return places;
}

/** A part of a picture, alpha dropped; the picture itself where that is all. */
export function cut(source: Bitmap, { left, top, width, height }: Window): Bitmap {
  if (source.channels !== 4 && width === source.width && height === source.height) return source;
  const run = (first: number, count: number) => Int32Array.from({ length: count }, (_, index) => first + index);
  return pick(source, run(left, width), run(top, height));
}

function withoutAlpha(bitmap: Bitmap): Bitmap {
  return cut(bitmap, { left: 0, top: 0, width: bitmap.width, height: bitmap.height });
}

/** The pixels at these columns of these rows, alpha dropped. */
function pick({ data, width, channels }: Bitmap, fromX: Int32Array, fromY: Int32Array): Bitmap {
  const kept = channels === 4 ? 3 : channels;
  const result = new Uint8ClampedArray(fromX.length * fromY.length * kept);
  let to = 0;
  for (let y = 0; y < fromY.length; y++) {
    const row = (fromY[y] ?? 0) * width;
    for (let x = 0; x < fromX.length; x++) {
      const from = (row + (fromX[x] ?? 0)) * channels;
      for (let channel = 0; channel < kept; channel++) result[to++] = data[from + channel] ?? 0;
    }
  }
  return { data: result, width: fromX.length, height: fromY.length, channels: kept };
}
