/** Seconds of one timestamp token as the seek loop counts them, and of one mel frame. */
export const secondsPerTimestamp = 0.02;
export const secondsPerFrame = 0.01;
/** Mel frames of one encoder position. */
export const framesPerPlace = 2;

/** What of a window's ids counts, and how far to go on. */
export interface Cut {
  /** The first so many: up to the last closed timestamp, and the one that opens what was cut off. */
  readonly kept: number;
  /** Whether the last of them opens a stretch that was cut off. */
  readonly opensNext: boolean;
  /** In mel frames; 0 where the window closes at its own start. */
  readonly advance: number;
}

/**
 * Where a window's text is cut: at the last closed timestamp, since what follows it was cut in the middle, or nowhere.
 * `_retrieve_segment` of transformers.
 * @param ids as generated, end token left out
 * @param frames of sound in the window
 */
export function cutOf(ids: readonly number[], timestampBegin: number, frames: number): Cut {
  const isTimestamp = (id: number | undefined) => id !== undefined && id >= timestampBegin;
  const isSingleEnding = isTimestamp(ids.at(-1)) && !isTimestamp(ids.at(-2)) && ids.length >= 2;
  const last = ids.findLastIndex((id, index) => index > 0 && isTimestamp(id) && isTimestamp(ids[index - 1]));
  if (last < 0 || isSingleEnding) return { kept: ids.length, opensNext: false, advance: frames };
  const closed = ids[last - 1] ?? timestampBegin;
  return { kept: last + 1, opensNext: true, advance: (closed - timestampBegin) * framesPerPlace };
}
