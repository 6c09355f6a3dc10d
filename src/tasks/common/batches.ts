/**
 * Puts items of like length together, shortest first, so that little is padding.
 * @param lengths in tokens
 * @param maxTokens of a batch when its items are padded to the longest; one item alone may have more
 * @returns places of `lengths`, batch by batch
 */
export function batchesOf(lengths: readonly number[], maxTokens: number): readonly (readonly number[])[] {
  const byLength = [...lengths.entries()].sort(([, a], [, b]) => a - b);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const [place, length] of byLength) {
    if (batch.length > 0 && (batch.length + 1) * length > maxTokens) {
      batches.push(batch);
      batch = [];
    }
    batch.push(place);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
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
