import * as v from "valibot";

/** What a token is: a word or a sign of punctuation, in small letters; or a character. */
export const TokenKind = v.picklist(["words", "characters"]);
export type TokenKind = v.InferOutput<typeof TokenKind>;

export interface Vocabulary {
  readonly kind: TokenKind;
  /** By id. The first are `specials`. */
  readonly tokens: readonly string[];
}

/** What fills up a row, what stands for an unknown token, and what hides one. */
export const specials = ["[PAD]", "[UNK]", "[MASK]"] as const;
export const padId = 0;
export const unknownId = 1;
export const maskId = 2;

/** So many tokens at most: what a small network can learn in a minute. */
const mostTokens: Readonly<Record<TokenKind, number>> = { words: 2_000, characters: 1_500 };

/** As BERT cuts (`BertPreTokenizer`): at white space, and before and after each sign of punctuation. */
const word = /[\p{P}!-/:-@[-`{-~]|[^\s\p{P}!-/:-@[-`{-~]+/gu;

/** Scripts that write without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Characters for texts without spaces between words, else words. */
export function tokenKindOf(text: string): TokenKind {
  const start = text.slice(0, 5_000);
  return (start.match(unspaced)?.length ?? 0) > start.length / 5 ? "characters" : "words";
}

export function tokensOf(text: string, kind: TokenKind): readonly string[] {
  return kind === "characters" ? [...text] : (text.toLowerCase().match(word) ?? []);
}

/** The most frequent tokens; of those that are equally frequent, the first by its letters. */
export function createVocabulary(tokens: Iterable<string>, kind: TokenKind): Vocabulary {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const ranked = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const kept = ranked.slice(0, mostTokens[kind] - specials.length).map(([token]) => token);
  return { kind, tokens: [...specials, ...kept] };
}

export function toIds(tokens: readonly string[], vocabulary: Vocabulary): Int32Array {
  const ids = new Map(vocabulary.tokens.map((token, id) => [token, id]));
  return Int32Array.from(tokens, (token) => ids.get(token) ?? unknownId);
}

/** No space before these, none after those: a text reads as it was written, near enough. */
const closing = /^[.,;:!?)\]}'’”%]/u;
const opening = /[([{‘“'’-]$/u;

/** The text of tokens, one after the other. */
export function textOf(tokens: readonly string[], kind: TokenKind): string {
  if (kind === "characters") return tokens.join("");
  return tokens.reduce((text, token) => {
    const isJoined = text === "" || closing.test(token) || opening.test(text);
    return isJoined ? text + token : `${text} ${token}`;
  }, "");
}
