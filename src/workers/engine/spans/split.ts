import { type Aligned, lengthOf, slice, textOf } from "./aligned.ts";

/** What the library's splitting pre-tokenizers have in common. */
export interface Splitter {
  pre_tokenize_text(text: string, options?: { readonly section_index?: number }): string[];
}

export function isSplitter(value: unknown): value is Splitter {
  return typeof value === "function" && "pre_tokenize_text" in value && typeof value.pre_tokenize_text === "function";
}

/** Cuts where the library cuts; what it leaves out between two pieces is left out. */
export function splitBy(source: Aligned, splitter: Splitter): Aligned[] {
  return locate(source, splitter.pre_tokenize_text(textOf(source)));
}

export function splitByPattern(source: Aligned, pattern: RegExp): Aligned[] {
  return locate(source, textOf(source).match(pattern) ?? []);
}

function locate(source: Aligned, pieces: readonly string[]): Aligned[] {
  const text = textOf(source);
  const found: Aligned[] = [];
  let unit = 0;
  let point = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, unit);
    if (piece === "" || at === -1) continue;
    const from = point + lengthOf(text.slice(unit, at));
    point = from + lengthOf(piece);
    unit = at + piece.length;
    found.push(slice(source, from, point));
  }
  return found;
}
