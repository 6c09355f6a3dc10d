import * as v from "valibot";
import { type Aligned, lengthOf, slice, textOf } from "./aligned.ts";
import type { Normalize } from "./normalize.ts";

const AddedToken = v.object({
  id: v.number(),
  content: v.string(),
  single_word: v.optional(v.boolean(), false),
  lstrip: v.optional(v.boolean(), false),
  rstrip: v.optional(v.boolean(), false),
  special: v.optional(v.boolean(), false),
  normalized: v.optional(v.boolean()),
});
type AddedToken = v.InferOutput<typeof AddedToken>;

/** A stretch of the text: an added token, or text for the model when `id` is missing. */
export interface Section {
  readonly text: Aligned;
  readonly id?: number;
}

/** Finds the tokens that were added to the vocabulary, in the text as written and in the normalized text. */
export function createSections(json: unknown, normalize: Normalize): (source: Aligned) => Section[] {
  const tokens = v.parse(v.array(AddedToken), json);
  const isNormalized = (token: AddedToken) => token.normalized ?? !token.special;
  const written = createFinder(tokens.filter((token) => !isNormalized(token)));
  const normalized = createFinder(
    tokens.filter(isNormalized).map((token) => {
      const chars = [...token.content];
      const places = chars.map((_, index) => index);
      return { ...token, content: textOf(normalize({ chars, starts: places, ends: places })) };
    }),
  );
  return (source) =>
    written(source)
      .flatMap((section) => (section.id === undefined ? normalized(normalize(section.text)) : [section]))
      .filter(({ text }) => text.chars.length > 0);
}

function createFinder(tokens: readonly AddedToken[]): (source: Aligned) => Section[] {
  const byLength = tokens.filter(({ content }) => content !== "").sort((a, b) => b.content.length - a.content.length);
  if (byLength.length === 0) return (source) => [{ text: source }];
  const found = new Map(byLength.map((token) => [token.content, token]));
  const pattern = new RegExp(
    byLength.map(({ content }) => content.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|"),
    "gu",
  );

  return (source) => {
    const text = textOf(source);
    const sections: Section[] = [];
    let done = 0;
    let unit = 0;
    let point = 0;
    for (const match of text.matchAll(pattern)) {
      const token = found.get(match[0]);
      let from = point + lengthOf(text.slice(unit, match.index));
      let to = from + lengthOf(match[0]);
      point = to;
      unit = match.index + match[0].length;
      if (!token || from < done || (token.single_word && isInsideWord(source, from, to))) continue;
      while (token.lstrip && from > done && isSpace(source.chars[from - 1])) from--;
      while (token.rstrip && isSpace(source.chars[to])) to++;
      sections.push({ text: slice(source, done, from) }, { text: slice(source, from, to), id: token.id });
      done = to;
    }
    sections.push({ text: slice(source, done, source.chars.length) });
    return sections;
  };
}

function isInsideWord({ chars }: Aligned, from: number, to: number): boolean {
  return [chars[from - 1], chars[to]].some((char) => char !== undefined && /[\p{L}\p{N}_]/u.test(char));
}

function isSpace(char: string | undefined): boolean {
  return char !== undefined && /\p{White_Space}/u.test(char);
}
