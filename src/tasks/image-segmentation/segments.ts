import { createEnlargedMaskPng } from "../../shared/image/mask-png.ts";
import type { Size } from "../../shared/image/size.ts";
import type { Regions } from "./regions.ts";
import type { Segmentation } from "./segmentation.ts";

/** What is gathered of a segment while the map is read, stretch by stretch. */
function createTally(size: Size, original: Size) {
  const png = createEnlargedMaskPng(size, original);
  let area = 0;
  let [left, top, right, bottom] = [size.width, size.height, 0, 0];
  let widest = 0;
  let middle = { x: 0, y: 0 };
  return {
    add(y: number, from: number, to: number): void {
      png.add(y, from, to);
      area += to - from;
      left = Math.min(left, from);
      right = Math.max(right, to);
      top = Math.min(top, y);
      bottom = y + 1;
      if (to - from <= widest) return;
      widest = to - from;
      middle = { x: Math.floor((from + to) / 2), y };
    },
    finish() {
      // Painted over altogether, it still stands in Python's list.
      const box = area > 0 ? { left, top, right, bottom } : { left: 0, top: 0, right: 0, bottom: 0 };
      return { area, box, middle, mask: png.finish() };
    },
  };
}

/**
 * The regions with their names, measures and masks; the map is read once for all.
 * @param original size of the masks, where the regions were reckoned on fewer pixels
 */
export function segmentsOf(
  { map, width, height, found }: Regions,
  labelOf: (place: number) => string,
  original: Size = { width, height },
): Segmentation {
  const tallies = found.map(({ place, score }) => ({
    segment: { label: labelOf(place), score },
    tally: createTally({ width, height }, original),
  }));
  for (let y = 0; y < height; y++) {
    const line = y * width;
    for (let x = 0; x < width; ) {
      const from = x;
      const number = map[line + x] ?? 0;
      while (x < width && map[line + x] === number) x++;
      tallies[number - 1]?.tally.add(y, from, x);
    }
  }
  const segments = tallies.map(({ segment, tally }) => ({ ...segment, ...tally.finish() }));
  return { width, height, map, segments };
}
