/** Encodings of text files, by the names that `TextDecoder` takes: those that a reader can choose. */
export const encodings = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "gb18030",
  "big5",
  "shift_jis",
  "euc-jp",
  "euc-kr",
  "windows-1252",
  "windows-1251",
] as const;
export type Encoding = (typeof encodings)[number];

/** A text and how its bytes were read, line ends as `\n`. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/** The bytes as a reader says that they are to be read; what is none of the encoding is U+FFFD. */
export function readAs(bytes: Uint8Array, encoding: Encoding): DecodedText {
  return { text: unixLines(new TextDecoder(encoding).decode(bytes)), encoding };
}

/** Line ends as `\n`. */
export const unixLines = (text: string) => text.replaceAll("\r\n", "\n");
