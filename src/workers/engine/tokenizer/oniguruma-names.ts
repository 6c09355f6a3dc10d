import { onigurumaWord, whiteSpace } from "./characters.ts";

/** `\w` and its like, as what stands inside a class of JavaScript. */
export const classes: Readonly<Record<string, string>> = {
  w: onigurumaWord,
  s: whiteSpace,
  d: "\\p{Nd}",
  h: "0-9a-fA-F",
};

/** `[[:alpha:]]`, and `\p{Alpha}` too. */
export const posix: Readonly<Record<string, string>> = {
  alnum: "\\p{Alphabetic}\\p{Nd}",
  alpha: "\\p{Alphabetic}",
  ascii: "\\u0000-\\u007f",
  blank: "\\p{Zs}\\t",
  cntrl: "\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}",
  digit: "\\p{Nd}",
  lower: "\\p{Lowercase}",
  punct: "\\p{P}\\p{S}",
  space: whiteSpace,
  upper: "\\p{Uppercase}",
  word: onigurumaWord,
  xdigit: "0-9a-fA-F",
};

export const anchors: Readonly<Record<string, string>> = {
  A: "(?<![\\s\\S])",
  z: "(?![\\s\\S])",
  Z: "(?=\\n?(?![\\s\\S]))",
  b: `(?:(?<=[${onigurumaWord}])(?![${onigurumaWord}])|(?<![${onigurumaWord}])(?=[${onigurumaWord}]))`,
  B: `(?:(?<=[${onigurumaWord}])(?=[${onigurumaWord}])|(?<![${onigurumaWord}])(?![${onigurumaWord}]))`,
  R: "(?:\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029])",
};

export const controls: Readonly<Record<string, string>> = {
  t: "\t",
  n: "\n",
  r: "\r",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001b",
};

/** Whether a letter behind a backslash names a class of characters. */
export function isClass(char: string | undefined): boolean {
  return char !== undefined && /^[wWsSdDhHpP]$/.test(char);
}

export function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, "v") !== undefined;
  } catch {
    return false;
  }
}

/** A character that means itself, inside and outside of classes. */
export function literal(char: string): string {
  return /[\w ]/.test(char) || char > "\u007f" ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}

/** All letters that one case folds to, `ſ` of `s` among them; without the flag of JavaScript, which cannot be set in part. */
export function variantsOf(char: string): readonly string[] {
  const folded = new RegExp(`^${literal(char)}$`, "iv");
  const others = [char, char.toLowerCase(), char.toUpperCase(), "\u017f", "\u212a"];
  return [...new Set(others)].filter((other) => folded.test(other));
}
