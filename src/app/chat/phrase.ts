import type { Phrase } from "../../tasks/phrases.ts";

/** The phrase that a turn names; the longest where one name lies within another. */
export function findPhrase(phrases: readonly Phrase[], text: string): Phrase | undefined {
  return phrases
    .filter(({ name }) => text.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length)
    .at(0);
}

/**
 * The turn with another phrase named in it. Words of the reader's own stay where the next one takes some; those that
 * only stood beside the last one by way of example go with it.
 */
export function withPhrase(text: string, last: Phrase | undefined, next: Phrase | undefined): string {
  const words = last ? text.replaceAll(last.name, "").trim() : text.trim();
  const own = words === last?.beside ? "" : words;
  if (!next) return own;
  if (next.beside === undefined) return next.name;
  return `${next.name}${own || next.beside}`;
}
