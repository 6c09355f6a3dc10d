import { type Aligned, type Change, transform } from "./aligned.ts";
import { isSpace as isWhite } from "./characters.ts";

/** GPT-2's alphabet: each byte as a printable character; those that print keep theirs, the others follow from U+0100. */
const alphabet: readonly string[] = (() => {
  const isPrinted = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let others = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrinted(byte) ? byte : others++));
})();

const encoder = new TextEncoder();

/** Each character as its UTF-8 bytes, all in the character's place. */
export function toBytes(source: Aligned): Aligned {
  return transform(
    source,
    source.chars.flatMap((char) =>
      Array.from(encoder.encode(char), (byte, index): Change => [alphabet[byte] ?? "", index === 0 ? 0 : 1]),
    ),
  );
}

const byteOf: ReadonlyMap<string, number> = new Map(alphabet.map((char, byte) => [char, byte]));

/** Tokens as text again. One that holds a character beside the alphabet, such as a space, is text already. */
export function fromBytes(tokens: readonly string[]): string {
  const bytes = tokens.flatMap((token) => {
    const own = [...token].map((char) => byteOf.get(char));
    const known = own.flatMap((byte) => (byte === undefined ? [] : [byte]));
    return known.length === own.length ? known : [...encoder.encode(token)];
  });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

/** How a byte-level token writes a space. */
const space = alphabet[32];

/** Takes the spaces that a token begins and ends with out of its place, as `trim_offsets` asks. */
export function trimmed(
  token: string,
  [start, end]: readonly [number, number],
  isFirst: boolean,
  addPrefixSpace: boolean,
): readonly [number, number] {
  const chars = [...token];
  const isSpace = (char: string) => char === space || isWhite(char);
  const first = chars.findIndex((char) => !isSpace(char));
  let leading = first === -1 ? chars.length : first;
  const trailing = first === -1 ? chars.length : chars.length - 1 - chars.findLastIndex((char) => !isSpace(char));
  // What the tokenizer put in front itself is not in the text.
  if (leading > 0 && (isFirst || start === 0) && addPrefixSpace) leading--;
  const from = Math.min(start + leading, end);
  return [from, trailing > 0 && end >= trailing ? Math.max(end - trailing, from) : end];
}
