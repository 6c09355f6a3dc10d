/**
 * Where windows of `size` tokens begin and end so that each overlaps the one before by `overlap`; as the crate
 * `tokenizers` cuts, the last one ends with the text and may be short.
 * @returns `[from, to)` of each, at least one
 */
export function windowsOf(length: number, size: number, overlap: number): readonly (readonly [number, number])[] {
  if (length <= size) return [[0, length]];
  if (overlap >= size) throw new RangeError("An overlap must be shorter than the window.");
  const windows: [number, number][] = [];
  for (let from = 0; ; from += size - overlap) {
    const to = Math.min(from + size, length);
    windows.push([from, to]);
    if (to === length) return windows;
  }
}
