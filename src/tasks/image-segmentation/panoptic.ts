import type { Size } from "../../shared/image/size.ts";
import { countReaching, strongestOf } from "../../shared/image/strongest.ts";
import type { Queries } from "./queries.ts";
import { type Found, type Regions, rounded } from "./regions.ts";

/** Python's own words, and defaults. */
export interface Limits {
  /** A query that is less sure of its class is left out. */
  readonly threshold: number;
  /** From here on a pixel belongs to a mask. */
  readonly mask_threshold: number;
  /** A mask of which others take so much that no more than this share is left is dropped. */
  readonly overlap_mask_area_threshold: number;
}

/**
 * The merge of masks into one map: `compute_segments`. Each pixel goes to the query whose mask, weighed by its score, is
 * strongest there, however weak; a query then stays if enough of its own mask was left to it.
 */
export function panopticOf(queries: Queries, limits: Limits, picture: Size): Regions {
  const { width, height } = picture;
  const kept = keptOf(queries, limits.threshold);
  if (kept.length === 0) return { map: new Uint16Array(width * height), width, height, found: [] };
  const { size } = queries;
  const plane = size.width * size.height;
  const weighed = new Float32Array(kept.length * plane);
  kept.forEach(({ query, score }, index) => {
    const probabilities = queries.masks.probabilities(query);
    weighed.set(
      probabilities.map((probability) => probability * score),
      index * plane,
    );
  });
  const map = strongestOf(weighed, kept.length, size, picture);
  const areas = new Float64Array(kept.length);
  for (const index of map) areas[index] = (areas[index] ?? 0) + 1;

  const numbers = new Uint16Array(kept.length);
  const found: Found[] = [];
  kept.forEach(({ place, score }, index) => {
    const area = areas[index] ?? 0;
    const mask = weighed.subarray(index * plane, (index + 1) * plane);
    const original = countReaching(mask, size, picture, Math.fround(limits.mask_threshold));
    const isLeft = area > 0 && original > 0 && Math.fround(area / original) > limits.overlap_mask_area_threshold;
    if (isLeft) numbers[index] = found.push({ place, score: rounded(score) });
  });
  for (let pixel = 0; pixel < map.length; pixel++) map[pixel] = numbers[map[pixel] ?? 0] ?? 0;
  return { map, width, height, found };
}

interface Kept {
  readonly query: number;
  readonly place: number;
  readonly score: number;
}

/** Queries that see something and are sure enough: `remove_low_and_no_objects`. */
function keptOf({ shares, count, classes }: Queries, threshold: number): readonly Kept[] {
  return Array.from({ length: count }, (_, query) => {
    const row = shares.subarray(query * (classes + 1), (query + 1) * (classes + 1));
    const place = row.reduce((best, share, at) => (share > (row[best] ?? 0) ? at : best), 0);
    return { query, place, score: row[place] ?? 0 };
    // Python compares float32 with the threshold as one.
  }).filter(({ place, score }) => place !== classes && score > Math.fround(threshold));
}
