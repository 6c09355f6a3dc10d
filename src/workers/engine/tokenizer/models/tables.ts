import * as v from "valibot";

/*
 * Tables of a hundred thousand entries are looked over once, and stay what they are: valibot's own schemas make a new
 * object for each entry, which takes longer than all else of opening a tokenizer.
 */

/** Ids by their tokens. */
export const Vocabulary = v.custom<Readonly<Record<string, number>>>((value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const id of Object.values(value)) if (typeof id !== "number") return false;
  return true;
});

/** Tokens with their log probabilities, in the order of their ids. */
export const Scored = v.custom<readonly (readonly [token: string, score: number])[]>((value) =>
  isListOf(value, (entry) => isPair(entry) && typeof entry[0] === "string" && typeof entry[1] === "number"),
);

/** What merges, in the order of its rank: two pieces, or both in one text with a space between. */
export const Merges = v.custom<readonly (string | readonly [string, string])[]>((value) =>
  isListOf(
    value,
    (entry) =>
      typeof entry === "string" || (isPair(entry) && typeof entry[0] === "string" && typeof entry[1] === "string"),
  ),
);

function isListOf(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isEntry);
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}
