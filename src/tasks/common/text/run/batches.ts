/**
 * Puts items of like length together, shortest first, so that little is padding.
 * @param lengths in tokens
 * @param maxTokens of a batch when its items are padded to the longest; one item alone may have more
 * @returns places of `lengths`, batch by batch
 */
export function batchesOf(lengths: readonly number[], maxTokens: number): readonly (readonly number[])[] {
  const byLength = [...lengths.entries()].sort(([, a], [, b]) => a - b);
  const sorted = byLength.map(([, length]) => length);
  const batches: number[][] = [];
  for (let start = 0; start < sorted.length; ) {
    const end = endOfBatch(sorted, start, maxTokens);
    batches.push(byLength.slice(start, end).map(([place]) => place));
    start = end;
  }
  return batches;
}

/**
 * One item at least; more as long as they fit when padded to the longest, which is the last.
 * @param sorted lengths in tokens, shortest first
 */
export function endOfBatch(sorted: readonly number[], start: number, maxTokens: number): number {
  let end = start + 1;
  while (end < sorted.length && (end + 1 - start) * (sorted[end] ?? 0) <= maxTokens) end += 1;
  return end;
}

/**
 * Neighbours together, in their order: windows of one text, which are of one length but for the last.
 * @param lengths in tokens
 * @param maxTokens as for `batchesOf`
 */
export function neighboursOf(lengths: readonly number[], maxTokens: number): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let longest = 0;
  for (const [place, length] of lengths.entries()) {
    const last = runs.at(-1);
    longest = Math.max(longest, length);
    if (last && (last.length + 1) * longest <= maxTokens) last.push(place);
    else {
      runs.push([place]);
      longest = length;
    }
  }
  return runs;
}
