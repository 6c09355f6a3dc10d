import type { Pixels } from "../../shared/media.ts";

/** What was kept of a picture, in pixels of it. */
export interface Kept {
  /** Pixels that are rather foreground than background. */
  readonly pixels: number;
  /** Neither quite kept nor quite removed: hair, glass, a soft edge. */
  readonly partly: number;
  /** The smallest box around what was kept; `undefined` where nothing was. */
  readonly box:
    | { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
    | undefined;
}

export function keptOf({ data, width, height }: Pixels): Kept {
  let pixels = 0;
  let partly = 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  // The page waits for this, and a photo has 12 million pixels: what is done for each is as little as can be.
  for (let y = 0; y < height; y++) {
    let [first, last] = [-1, -1];
    const line = y * width * 4 + 3;
    for (let x = 0; x < width; x++) {
      const alpha = data[line + x * 4] ?? 0;
      if (alpha > 12 && alpha < 243) partly++;
      if (alpha < 128) continue;
      pixels++;
      if (first < 0) first = x;
      last = x;
    }
    if (first < 0) continue;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }
  return { pixels, partly, box: pixels === 0 ? undefined : { left, top, right: right + 1, bottom: bottom + 1 } };
}
