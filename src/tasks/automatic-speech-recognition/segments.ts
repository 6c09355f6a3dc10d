/** A stretch of decoded speech; `start` and `end` in seconds of the whole sound. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  /** Without timestamps. */
  readonly ids: readonly number[];
  /** Where it stands among the window's tokens, timestamps included. */
  readonly range: readonly [from: number, to: number];
  /** When it was said, as its own timestamps tell, which `_decode_asr` goes by; no end where none was written. */
  readonly spoken: readonly [start: number, end: number | null];
}

/** Seconds of one timestamp token, and of one mel frame. */
export const secondsPerTimestamp = 0.02;
export const secondsPerFrame = 0.01;
/** Mel frames of one encoder position. */
export const framesPerPlace = 2;

/**
 * Cuts one window's tokens into segments and tells how many mel frames to go on: to the last closed timestamp, since
 * what follows it was cut in the middle, or over the whole window. `_retrieve_segment` of transformers.
 * @param ids as generated, end token left out
 * @param offset of the window, in seconds
 * @param frames of sound in the window
 */
export function retrieveSegments(
  ids: readonly number[],
  timestampBegin: number,
  offset: number,
  frames: number,
): { readonly segments: readonly Segment[]; readonly advance: number } {
  const isTimestamp = (id: number | undefined) => id !== undefined && id >= timestampBegin;
  const at = (id: number | undefined) => offset + ((id ?? timestampBegin) - timestampBegin) * secondsPerTimestamp;
  const words = (part: readonly number[]) => part.filter((id) => !isTimestamp(id));
  function spoken(part: readonly number[]): Segment["spoken"] {
    const closing = part.findLastIndex(isTimestamp);
    return [isTimestamp(part[0]) ? at(part[0]) : offset, closing > 0 ? at(part[closing]) : null];
  }
  const singleEnding = isTimestamp(ids.at(-1)) && !isTimestamp(ids.at(-2)) && ids.length >= 2;
  const cuts = ids.flatMap((id, index) => (index > 0 && isTimestamp(id) && isTimestamp(ids[index - 1]) ? [index] : []));

  if (cuts.length === 0) {
    const last = ids.findLast(isTimestamp);
    const end = last !== undefined && last !== timestampBegin ? at(last) : offset + frames * secondsPerFrame;
    const range = [0, ids.length] as const;
    return { segments: [{ start: offset, end, ids: words(ids), range, spoken: spoken(ids) }], advance: frames };
  }

  const ends = singleEnding ? [...cuts, ids.length] : cuts;
  const segments = ends.map((end, index) => {
    const range = [ends[index - 1] ?? 0, end] as const;
    const part = ids.slice(...range);
    return { start: at(part[0]), end: at(part.at(-1)), ids: words(part), range, spoken: spoken(part) };
  });
  if (singleEnding) return { segments, advance: frames };
  const closed = ids[(cuts.at(-1) ?? 1) - 1] ?? timestampBegin;
  return { segments, advance: (closed - timestampBegin) * framesPerPlace };
}
