/** The least and the most of all depths. */
export function rangeOf(depths: Float32Array): readonly [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const depth of depths) {
    if (depth < least) least = depth;
    if (depth > most) most = depth;
  }
  return [least, most];
}

/** Python's `depth`: from the least, 0, to the most, 255, in float32 and cut off behind the point. */
export function levelsOf(depths: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const [least, most] = rangeOf(depths);
  const span = Math.fround(most - least);
  const levels = new Uint8ClampedArray(depths.length);
  if (span === 0) return levels;
  for (let place = 0; place < levels.length; place++) {
    const share = Math.fround(Math.fround((depths[place] ?? 0) - least) / span);
    levels[place] = Math.trunc(Math.fround(share * 255));
  }
  return levels;
}
