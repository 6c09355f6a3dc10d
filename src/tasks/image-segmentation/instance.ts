import { nearestTaps } from "../../shared/image/interpolate.ts";
import type { Size } from "../../shared/image/size.ts";
import { torchTopk } from "../../shared/torch-topk.ts";
import type { Queries } from "./queries.ts";
import { type Found, type Regions, rounded } from "./regions.ts";

/**
 * Things, which lie over one another: `post_process_instance_segmentation` of MaskFormer and Mask2Former. A query may
 * stand for several classes; what comes later is painted over what came before.
 */
export function instancesOf(queries: Queries, threshold: number, picture: Size): Regions {
  const { shares, count, classes, masks, size } = queries;
  const pairs = new Float32Array(count * classes);
  for (let query = 0; query < count; query++) {
    const from = query * (classes + 1);
    pairs.set(shares.subarray(from, from + classes), query * classes);
  }
  const rows = nearestTaps(size.height, picture.height);
  const columns = nearestTaps(size.width, picture.width);
  const painted = new Uint16Array(size.width * size.height);
  const found: Found[] = [];
  for (const pair of torchTopk(pairs, Math.min(count, pairs.length))) {
    const share = pairs[pair] ?? 0;
    // The mean of a mask is at most 1.
    if (share < threshold) continue;
    const logits = masks.logits(Math.floor(pair / classes));
    const score = Math.fround(share * meanInside(logits));
    if (score < threshold || !isSeen(logits, size, rows, columns)) continue;
    const number = found.push({ place: pair % classes, score: rounded(score) });
    logits.forEach((value, pixel) => {
      if (value > 0) painted[pixel] = number;
    });
  }
  return { ...stretched(painted, size, picture, rows, columns), found };
}

/** How sure a mask is of itself where it says yes. */
function meanInside(logits: Float32Array): number {
  let sum = 0;
  let inside = 0;
  for (const value of logits) {
    if (value <= 0) continue;
    sum += 1 / (1 + Math.exp(-value));
    inside++;
  }
  return sum / (inside + 1e-6);
}

/** Whether any pixel of a mask is left in the picture, which may be smaller than it. */
function isSeen(logits: Float32Array, { width }: Size, rows: Int32Array, columns: Int32Array): boolean {
  return rows.some((row) => columns.some((column) => (logits[row * width + column] ?? 0) > 0));
}

/** What is nearest: painting before it or after it comes to the same. */
function stretched(
  painted: Uint16Array,
  from: Size,
  { width, height }: Size,
  rows: Int32Array,
  columns: Int32Array,
): Omit<Regions, "found"> {
  const map = new Uint16Array(width * height);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      map[y * width + x] = painted[row * from.width + column] ?? 0;
    });
  });
  return { map, width, height };
}
