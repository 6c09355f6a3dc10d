import * as v from "valibot";
import { type Aligned, align, lengthOf, slice, textOf } from "./aligned.ts";
import { isSpace, isWord } from "./characters.ts";
import type { Normalize } from "./normalize.ts";

export const AddedToken = v.object({
  id: v.number(),
  content: v.string(),
  single_word: v.nullish(v.boolean(), false),
  lstrip: v.nullish(v.boolean(), false),
  rstrip: v.nullish(v.boolean(), false),
  special: v.nullish(v.boolean(), false),
  normalized: v.nullish(v.boolean()),
});
export type AddedToken = v.InferOutput<typeof AddedToken>;

/** A token as settings name it: its text, or an object around it. */
export const TokenText = v.union([
  v.string(),
  v.pipe(
    v.object({ content: v.string() }),
    v.transform(({ content }) => content),
  ),
]);

/** A stretch of the text: an added token, or text for the model when `id` is missing. */
export interface Section {
  readonly text: Aligned;
  readonly id?: number;
}

/** Whether a token is looked for in the normalized text. */
export function isNormalized({ normalized, special }: Pick<AddedToken, "normalized" | "special">): boolean {
  return normalized ?? !special;
}

/** Finds the tokens that were added to the vocabulary, in the text as written and in the normalized text. */
export function createSections(tokens: readonly AddedToken[], normalize: Normalize): (source: Aligned) => Section[] {
  const written = createFinder(tokens.filter((token) => !isNormalized(token)));
  const normalized = createFinder(
    tokens.filter(isNormalized).map((token) => ({ ...token, content: textOf(normalize(align(token.content))) })),
  );
  return (source) =>
    written(source)
      .flatMap((section) => (section.id === undefined ? normalized(normalize(section.text)) : [section]))
      .filter(({ text }) => text.chars.length > 0);
}

/** The longest token at each place, from left to right. There may be thousands of them. */
function createFinder(tokens: readonly AddedToken[]): (source: Aligned) => Section[] {
  const found = new Map<string, AddedToken>();
  for (const token of tokens) if (token.content !== "" && !found.has(token.content)) found.set(token.content, token);
  if (found.size === 0) return (source) => [{ text: source }];
  const lengths = lengthsByFirst(found.keys());

  function longestAt(chars: readonly string[], from: number): AddedToken | undefined {
    for (const length of lengths.get(chars[from] ?? "") ?? []) {
      const token = from + length <= chars.length && found.get(chars.slice(from, from + length).join(""));
      if (token) return token;
    }
    return undefined;
  }

  return (source) => {
    const { chars } = source;
    const sections: Section[] = [];
    let done = 0;
    for (let place = 0; place < chars.length; ) {
      const token = longestAt(chars, place);
      if (!token) {
        place++;
        continue;
      }
      let from = place;
      let to = place + lengthOf(token.content);
      place = to;
      if (from < done || (token.single_word && isInsideWord(source, from, to))) continue;
      while (token.lstrip && from > done && isSpace(chars[from - 1] ?? "")) from--;
      while (token.rstrip && isSpace(chars[to] ?? "")) to++;
      sections.push({ text: slice(source, done, from) }, { text: slice(source, from, to), id: token.id });
      done = to;
    }
    sections.push({ text: slice(source, done, chars.length) });
    return sections;
  };
}

/** By their first character, the longest first. */
function lengthsByFirst(tokens: Iterable<string>): ReadonlyMap<string, readonly number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const token of tokens) {
    const [first = ""] = token;
    const known = lengths.get(first) ?? new Set();
    lengths.set(first, known.add(lengthOf(token)));
  }
  return new Map([...lengths].map(([first, known]) => [first, [...known].sort((a, b) => b - a)]));
}

function isInsideWord({ chars }: Aligned, from: number, to: number): boolean {
  return isWord(chars[from - 1] ?? "") || isWord(chars[to] ?? "");
}
