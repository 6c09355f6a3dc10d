/** In UTF-16: V8's segmenter takes time by the square of the text, a minute for 125,000 characters. */
const usualSize = 512;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * What a reader takes for characters, from left to right, in linear time. What follows a boundary does not depend on
 * what is before it, so each part begins where the last whole character of the one before ended.
 */
export function* graphemesOf(text: string, partSize = usualSize): Generator<string> {
  let size = partSize;
  for (let from = 0; from < text.length; ) {
    const to = wholeEnd(text, from + size);
    const found = Array.from(segmenter.segment(text.slice(from, to)), ({ segment }) => segment);
    // The last one may go on behind the part.
    if (to < text.length) found.pop();
    size = found.length === 0 ? 2 * size : partSize;
    for (const segment of found) {
      yield segment;
      from += segment.length;
    }
  }
}

/** Not between the halves of a surrogate pair. */
function wholeEnd(text: string, end: number): number {
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end;
}
