import { filters, type Spans, spansOf } from "./filters.ts";
import type { Bitmap } from "./resize.ts";
import type { Size } from "./size.ts";

/** One channel of numbers, rows from the top. */
export interface Plane extends Size {
  readonly data: Float32Array;
}

/** One that was made here, and may be handed on without a copy. */
interface OwnPlane extends Plane {
  readonly data: Float32Array<ArrayBuffer>;
}

/** Three planes of an 8-bit picture, each value looked up in its channel's table. */
export function planesOf({ data, width, height, channels }: Bitmap, levels: readonly Float32Array[]): readonly Plane[] {
  return levels.map((table, channel) => {
    const values = new Float32Array(width * height);
    for (let pixel = 0, at = channel; pixel < values.length; pixel++, at += channels) {
      values[pixel] = table[data[at] ?? 0] ?? 0;
    }
    return { data: values, width, height };
  });
}

/** Resizes numbers as PyTorch's `interpolate` does: along rows, then along columns, in float32 between. */
export function resizePlane(plane: Plane, target: Size, filter: "bilinear" | "bicubic", antialias: boolean): Plane {
  return resizedBy(plane, target, (from, to) => spansOf(from, to, filters[filter], { first: 0, count: to }, antialias));
}

/** As SciPy's `zoom` of order 1 with `grid_mode` and `mirror` does: beyond an edge lies the picture's mirror image. */
export function zoomPlane(plane: Plane, target: Size): Plane {
  return resizedBy(plane, target, (from, to) => {
    const places = Float64Array.from({ length: to }, (_, index) => {
      const place = ((index + 0.5) * from) / to - 0.5;
      return place > from - 1 ? 2 * (from - 1) - place : Math.abs(place);
    });
    const starts = Int32Array.from(places, (place) => Math.max(0, Math.min(from - 2, Math.floor(place))));
    const weights = Float64Array.from({ length: 2 * to }, (_, i) => {
      const share = (places[i >> 1] ?? 0) - (starts[i >> 1] ?? 0);
      return i % 2 === 0 ? 1 - share : share;
    });
    return { starts, counts: new Int32Array(to).fill(Math.min(2, from)), weights, stride: 2 };
  });
}

/**
 * As PyTorch's `interpolate` with `mode="bicubic"` and no antialiasing: a = -0.75, and beyond an edge the edge goes on.
 * What lies between the taps of a plane that shrinks is not looked at.
 */
export function interpolatePlane(plane: Plane, target: Size): OwnPlane {
  return resizedBy(plane, target, (from, to) =>
    tapsOf(from, to, (index) => ((index + 0.5) * from) / to - 0.5, cubicWeight),
  );
}

/** As `interpolate` with `align_corners=True`: the first and the last pixel stay where they are. */
export function stretchPlane(plane: Plane, target: Size, filter: "bilinear" | "bicubic"): Plane {
  if (plane.width === target.width && plane.height === target.height) return plane;
  return resizedBy(plane, target, (from, to) => {
    const step = to > 1 ? Math.fround((from - 1) / (to - 1)) : 0;
    return tapsOf(from, to, (index) => Math.fround(index * step), filter === "bicubic" ? cubicWeight : linearWeight);
  });
}

const taps = 4;

/** Of the four pixels around each place; those beyond an edge are the edge's own. */
function tapsOf(
  from: number,
  to: number,
  placeOf: (index: number) => number,
  weightOf: (distance: number) => number,
): Spans {
  const starts = new Int32Array(to);
  const counts = new Int32Array(to);
  const weights = new Float64Array(to * taps);
  for (let index = 0; index < to; index++) {
    const place = placeOf(index);
    const whole = Math.floor(place);
    const start = Math.max(0, Math.min(from - 1, whole - 1));
    const last = Math.max(0, Math.min(from - 1, whole + 2));
    for (let tap = whole - 1; tap <= whole + 2; tap++) {
      const at = index * taps + Math.max(start, Math.min(last, tap)) - start;
      weights[at] = (weights[at] ?? 0) + weightOf(Math.abs(place - tap));
    }
    starts[index] = start;
    counts[index] = last - start + 1;
  }
  return { starts, counts, weights, stride: taps };
}

function linearWeight(distance: number): number {
  return Math.max(0, 1 - distance);
}

function cubicWeight(distance: number): number {
  const a = -0.75;
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * a : 0;
}

function resizedBy(plane: Plane, target: Size, spans: (from: number, to: number) => Spans): OwnPlane {
  const narrow = across(plane, spans(plane.width, target.width));
  return transposed(across(transposed(narrow), spans(plane.height, target.height)));
}

function across({ data, width, height }: Plane, { starts, counts, weights, stride }: Spans): OwnPlane {
  const result = new Float32Array(starts.length * height);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < starts.length; x++) {
      const from = y * width + (starts[x] ?? 0);
      let sum = 0;
      for (let i = 0; i < (counts[x] ?? 0); i++) sum += (data[from + i] ?? 0) * (weights[x * stride + i] ?? 0);
      result[to++] = sum;
    }
  }
  return { data: result, width: starts.length, height };
}

function transposed({ data, width, height }: Plane): OwnPlane {
  const result = new Float32Array(data.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) result[x * height + y] = data[y * width + x] ?? 0;
  return { data: result, width: height, height: width };
}

/** With its mirror image around it, the edge itself not repeated. @param around on each side */
export function padPlane(plane: Plane, around: Size): Plane {
  if (around.width === 0 && around.height === 0) return plane;
  const { data, width, height } = plane;
  const size = { width: width + 2 * around.width, height: height + 2 * around.height };
  const columns = mirroredPlaces(width, around.width);
  const rows = mirroredPlaces(height, around.height);
  const result = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const line = (rows[y] ?? 0) * width;
    for (let x = 0; x < size.width; x++) result[y * size.width + x] = data[line + (columns[x] ?? 0)] ?? 0;
  }
  return { data: result, ...size };
}

/** Places of a side and of what lies beyond its ends: d c b | a b c d | c b a. */
function mirroredPlaces(side: number, beyond: number): Int32Array {
  const period = Math.max(1, 2 * (side - 1));
  return Int32Array.from({ length: side + 2 * beyond }, (_, i) => {
    const place = (((i - beyond) % period) + period) % period;
    return place < side ? place : period - place;
  });
}

/** Blurs by a Gaussian whose taps reach `radius` pixels; what lies beyond an edge is its mirror image. */
export function blurPlane(plane: Plane, sigma: number, radius: number): Plane {
  if (radius < 1) return plane;
  const raw = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-0.5 * ((i - radius) / sigma) ** 2));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const kernel = raw.map((weight) => weight / sum);
  return blurDown(blurAcross(plane, kernel), kernel);
}

function blurAcross({ data, width, height }: Plane, kernel: Float64Array): Plane {
  const radius = (kernel.length - 1) / 2;
  const result = new Float32Array(data.length);
  const places = mirroredPlaces(width, radius);
  const line = new Float32Array(places.length);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < line.length; i++) line[i] = data[y * width + (places[i] ?? 0)] ?? 0;
    for (let x = 0; x < width; x++) {
      let total = 0;
      for (let i = 0; i < kernel.length; i++) total += (line[x + i] ?? 0) * (kernel[i] ?? 0);
      result[y * width + x] = total;
    }
  }
  return { data: result, width, height };
}

/** Row by row through memory. */
function blurDown({ data, width, height }: Plane, kernel: Float64Array): Plane {
  const result = new Float32Array(data.length);
  const places = mirroredPlaces(height, (kernel.length - 1) / 2);
  const totals = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    totals.fill(0);
    for (const [i, weight] of kernel.entries()) {
      const row = (places[y + i] ?? 0) * width;
      for (let x = 0; x < width; x++) totals[x] = (totals[x] ?? 0) + (data[row + x] ?? 0) * weight;
    }
    result.set(totals, y * width);
  }
  return { data: result, width, height };
}
