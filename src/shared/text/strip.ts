/** Python's white space: JavaScript's without U+FEFF, and with the separators of ASCII and U+0085. */
const space = "[\\p{White_Space}\\u001c-\\u001f]";
const isSpace = new RegExp(`^${space}$`, "u");

export type Ends = "both" | "start" | "end";

/**
 * Python's `str.strip()`, `lstrip` and `rstrip`.
 * @param letters what goes; left out, white space
 */
export function strip(text: string, ends: Ends = "both", letters?: string): string {
  const gone = letters === undefined ? undefined : new Set(letters);
  const goes = (char: string) => gone?.has(char) ?? isSpace.test(char);
  const chars = [...text];
  const start = ends === "end" ? 0 : chars.findIndex((char) => !goes(char));
  if (start < 0) return "";
  const end = ends === "start" ? chars.length : chars.findLastIndex((char) => !goes(char)) + 1;
  return chars.slice(start, end).join("");
}
