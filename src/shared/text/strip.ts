/** Python's white space: JavaScript's without U+FEFF, and with the separators of ASCII and U+0085. */
const space = "[\\p{White_Space}\\u001c-\\u001f]";
const ends = new RegExp(`^${space}+|${space}+$`, "gu");

/** Python's `str.strip()`. */
export function strip(text: string): string {
  return text.replace(ends, "");
}
