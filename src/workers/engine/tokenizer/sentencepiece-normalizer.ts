import type { Aligned } from "./aligned.ts";
import { createCharsmap } from "./charsmap.ts";

/** SentencePiece writes spaces as this. */
const mark = "\u2581";
/** Keys of the table are a few characters; so many are looked at. */
const longestKey = 24;

/**
 * A text as SentencePiece itself normalizes it (`Normalizer::Normalize`): where the table has entries, the longest one
 * counts; spaces at the ends go, those between words are one, and one stands in front. The crate `tokenizers`, which
 * Python's fast classes go by, looks at graphemes and takes the shortest.
 * @param table of the model's `normalizer_spec`
 */
export function createSentencePieceNormalizer(table: Uint8Array): (source: Aligned) => Aligned {
  const charsmap = createCharsmap(table);
  const encoder = new TextEncoder();

  /** What becomes of the text from a place on: the characters, and how many of the source they stand for. */
  function changeAt({ chars }: Aligned, place: number): { readonly text: string; readonly length: number } {
    const key = encoder.encode(chars.slice(place, place + longestKey).join(""));
    let found: { readonly bytes: number; readonly text: string } | undefined;
    for (const match of charsmap.matches(key)) found = match;
    if (!found) return { text: chars[place] ?? "", length: 1 };
    let length = 0;
    for (let bytes = 0; bytes < found.bytes; length++) bytes += encoder.encode(chars[place + length] ?? " ").length;
    return { text: found.text, length };
  }

  return (source) => {
    const chars: string[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    function write(char: string, from: number, to: number): void {
      chars.push(char);
      starts.push(source.starts[from] ?? 0);
      ends.push(source.ends[to] ?? 0);
    }
    let isAfterSpace = true;
    for (let place = 0; place < source.chars.length; ) {
      const { text, length } = changeAt(source, place);
      for (const char of text) {
        const isSpace = char === " ";
        if (isSpace && isAfterSpace) continue;
        if (chars.length === 0) write(mark, place, place);
        write(isSpace ? mark : char, place, place + length - 1);
        isAfterSpace = isSpace;
      }
      place += length;
    }
    while (chars.at(-1) === mark) chars.pop();
    return { chars, starts: starts.slice(0, chars.length), ends: ends.slice(0, chars.length) };
  };
}
