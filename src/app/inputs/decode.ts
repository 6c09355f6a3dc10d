import { type DecodedText, type Encoding, unixLines } from "./encoding.ts";

/** Of its bytes beyond ASCII, this share has to look like writing; less is a picture, a program, or anything. */
const leastShare = 0.6;

/** So many bytes tell the encoding of a long file. */
const lookedAt = 65_536;

/**
 * A text file's text. UTF-8 and what has a byte order mark are certain; the others are told apart by how much of them
 * is the writing that they were made for.
 * @returns `undefined` where the bytes are no text
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const certain = asText(bytes, markOf(bytes) ?? wideOf(bytes) ?? "utf-8");
  // Much that is binary is valid UTF-8 by accident, but hardly without a zero byte.
  if (certain) return certain.text.includes("\0") ? undefined : certain;
  const sample = bytes.subarray(0, lookedAt);
  const ranked = guesses.map(({ encoding, shareOf }) => ({ encoding, share: shareOf(sample) }));
  for (const { encoding, share } of ranked.sort((a, b) => b.share - a.share)) {
    const found = share < leastShare ? undefined : asText(bytes, encoding);
    if (found && !hasControls(found.text)) return found;
  }
  return undefined;
}

function asText(bytes: Uint8Array, encoding: Encoding): DecodedText | undefined {
  try {
    return { text: unixLines(new TextDecoder(encoding, { fatal: true }).decode(bytes)), encoding };
  } catch {
    return undefined;
  }
}

/** An encoding of one byte takes anything; no text has these. */
function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
  return /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f]/.test(text);
}

function markOf([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

/** UTF-16 without a mark: in Western text, every second byte is zero. */
function wideOf(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, lookedAt);
  const zeros = [0, 0];
  for (const [place, byte] of sample.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (bytes.length % 2 !== 0 || Math.max(even, odd) < sample.length / 4) return undefined;
  return odd > even * 8 ? "utf-16le" : even > odd * 8 ? "utf-16be" : undefined;
}

interface Guess {
  readonly encoding: Encoding;
  /** 0..1, of the characters beyond ASCII. */
  readonly shareOf: (bytes: Uint8Array) => number;
}

const within = (byte: number, first: number, last: number) => byte >= first && byte <= last;

/** An encoding of two bytes a character, and where the characters of everyday texts stand in it. */
function pairs(
  encoding: Encoding,
  leads: (byte: number) => boolean,
  isCommon: (lead: number, trail: number) => boolean,
): Guess {
  return {
    encoding,
    shareOf(bytes) {
      let all = 0;
      let common = 0;
      for (let at = 0; at < bytes.length; at++) {
        const lead = bytes[at] ?? 0;
        if (lead < 0x80) continue;
        all++;
        if (!leads(lead)) continue;
        at++;
        if (isCommon(lead, bytes[at] ?? 0)) common++;
      }
      // One pair may be anything.
      return common < 2 ? 0 : common / all;
    },
  };
}

/** An encoding of one byte a character: letters of it stand in runs of `from` to `to`. */
function letters(encoding: Encoding, isLetter: (byte: number) => boolean, from: number, to: number): Guess {
  return {
    encoding,
    shareOf(bytes) {
      let all = 0;
      let common = 0;
      let run = 0;
      for (let at = 0; at <= bytes.length; at++) {
        const byte = bytes[at] ?? 0;
        if (byte >= 0x80) all++;
        if (byte >= 0x80 && isLetter(byte)) run++;
        else {
          if (within(run, from, to)) common += run;
          run = 0;
        }
      }
      return all === 0 ? 0 : common / all;
    },
  };
}

const high = (byte: number) => byte >= 0xa1;

/** Of equals the first is taken: Hangul are among the Chinese characters of GB 2312, not the other way round. */
const guesses: readonly Guess[] = [
  pairs("euc-kr", high, (lead, trail) => high(trail) && within(lead, 0xb0, 0xc8)),
  // Level 1 of GB 2312, which is sorted by use, and its signs.
  pairs(
    "gb18030",
    (lead) => lead > 0x80,
    (lead, trail) => high(trail) && (within(lead, 0xb0, 0xd7) || within(lead, 0xa1, 0xa3)),
  ),
  // Kana, signs, and JIS level 1.
  pairs(
    "euc-jp",
    high,
    (lead, trail) => high(trail) && (lead === 0xa1 || within(lead, 0xa4, 0xa5) || within(lead, 0xb0, 0xcf)),
  ),
  // The frequent characters, and signs.
  pairs(
    "big5",
    (lead) => lead > 0x80,
    (lead, trail) => within(lead, 0xa1, 0xc6) && (within(trail, 0x40, 0x7e) || high(trail)),
  ),
  // Signs, kana, and most of JIS level 1. What lies between the two ranges is one byte, a katakana of half width.
  pairs(
    "shift_jis",
    (lead) => within(lead, 0x81, 0x9f) || within(lead, 0xe0, 0xfc),
    (lead, trail) => within(lead, 0x81, 0x97) && trail >= 0x40,
  ),
  // Accents and quotation marks stand among letters of ASCII, Cyrillic ones among their like.
  letters("windows-1252", (byte) => within(byte, 0x91, 0x97) || (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7), 1, 2),
  letters("windows-1251", (byte) => byte >= 0xc0 || byte === 0xb8 || byte === 0xa8, 3, Number.POSITIVE_INFINITY),
];
