import type { Side } from "./opened.ts";

/**
 * Where windows of `size` tokens begin and end so that each overlaps the one before by `overlap`; as the crate
 * `tokenizers` cuts, the last one ends with the text and may be short.
 * @param side `left`: the first window ends with the text, and the last one begins with it
 * @returns `[from, to)` of each, at least one
 */
export function windowsOf(
  length: number,
  size: number,
  overlap: number,
  side: Side = "right",
): readonly (readonly [number, number])[] {
  if (length <= size) return [[0, length]];
  if (overlap >= size) throw new RangeError("An overlap must be shorter than the window.");
  const windows: [number, number][] = [];
  for (let from = 0; ; from += size - overlap) {
    const to = Math.min(from + size, length);
    windows.push(side === "right" ? [from, to] : [length - to, length - from]);
    if (to === length) return windows;
  }
}
