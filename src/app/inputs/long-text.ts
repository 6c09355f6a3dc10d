import type { CSSProperties } from "react";

/** From so many characters (UTF-16 units) on, a browser's own ways with a field take long. */
export const longText = 100_000;

const rightToLeft =
  /^\P{L}*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

interface LongField {
  readonly dir: "ltr" | "rtl";
  readonly style: CSSProperties;
}

/**
 * How a field stands with a long text, `undefined` for others: all of it runs as its first letter does, not each paragraph
 * as its own. For that Chromium's layout takes time by the square of a paragraph's length, 18 s for 1 MB in one line,
 * where it takes 1 s without; and for `dir="auto"` by the square of how many lines there are, 9 s for 40,000.
 */
export function findLongField(text: string): LongField | undefined {
  if (text.length <= longText) return undefined;
  return { dir: rightToLeft.test(text) ? "rtl" : "ltr", style: { unicodeBidi: "isolate" } };
}
