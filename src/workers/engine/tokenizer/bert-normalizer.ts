import { type Aligned, type Change, filter, mapChars, transform } from "./aligned.ts";
import { isAccent, isSpace } from "./characters.ts";
import { toUnicodeForm } from "./unicode.ts";

export interface BertRules {
  readonly cleanText: boolean;
  readonly chinese: boolean;
  readonly stripAccents: boolean;
  readonly lowercase: boolean;
}

/** BERT's own cleaning: controls out, spaces equal, Chinese characters apart, accents and case away. */
export function normalizeBert(source: Aligned, { cleanText, chinese, stripAccents, lowercase }: BertRules): Aligned {
  let text = source;
  if (cleanText) text = mapChars(filter(text, isKept), (char) => (isSpace(char) ? " " : char));
  if (chinese) text = transform(text, text.chars.flatMap(apart));
  if (stripAccents) text = filter(toUnicodeForm(text, "NFD"), (char) => !isAccent(char));
  return lowercase ? toLower(text) : text;
}

/** Rust's `to_lowercase`: each character by itself, so a final sigma is like any other. */
export function toLower(source: Aligned): Aligned {
  return transform(
    source,
    source.chars.flatMap((char) => [...char.toLowerCase()].map((part, index): Change => [part, index === 0 ? 0 : 1])),
  );
}

function isKept(char: string): boolean {
  if (char === "\t" || char === "\n" || char === "\r") return true;
  return char !== "\0" && char !== "\ufffd" && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(char);
}

function apart(char: string): Change[] {
  return isChinese(char.codePointAt(0) ?? 0)
    ? [
        [" ", 0],
        [char, 1],
        [" ", 1],
      ]
    : [[char, 0]];
}

/** The blocks that BERT calls Chinese: CJK ideographs, not kana, not Hangul. */
const chineseBlocks = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
] as const;

function isChinese(code: number): boolean {
  return chineseBlocks.some(([first, last]) => code >= first && code <= last);
}
