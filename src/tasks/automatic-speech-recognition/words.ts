import type { Tokenizer } from "../ports.ts";

/** One token of a text, and when it was said, in seconds. */
export interface TimedToken {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

export interface TimedWord {
  readonly text: string;
  readonly timestamp: [start: number, end: number];
}

interface Word {
  readonly text: string;
  readonly tokens: readonly TimedToken[];
}

/** Languages that are written without spaces, as Python's tokenizer names them. */
const withoutSpaces = new Set(["chinese", "japanese", "thai", "lao", "myanmar", "cantonese"]);
const opening = "\"'“¡¿([{-";
const closing = "\"'.。,，!！?？:：”)]}、";
const asciiPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const replacement = "\ufffd";

/**
 * The words of a text with their times; a word has its punctuation. `_collate_word_timestamps` of transformers.
 * @param language that the checkpoint's `tokenizer_config.json` names. Python's pipeline knows of no other: what was
 * heard does not come to its tokenizer, which takes a text for English then and cuts it at spaces.
 */
export function wordsOf(
  tokens: readonly TimedToken[],
  tokenizer: Pick<Tokenizer, "decode">,
  { language, endId }: { readonly language: string | undefined; readonly endId: number },
): readonly TimedWord[] {
  const characters = charactersOf(tokens, tokenizer);
  const isSpaceless = withoutSpaces.has(language ?? "english");
  return withPunctuation(isSpaceless ? characters : atSpaces(characters, endId)).map(toTimed);
}

/** The same by characters, or what of several a tokenizer holds as one. */
export function timedCharactersOf(
  tokens: readonly TimedToken[],
  tokenizer: Pick<Tokenizer, "decode">,
): readonly TimedWord[] {
  return charactersOf(tokens, tokenizer).map(toTimed);
}

function toTimed({ text, tokens }: Word): TimedWord {
  return { text, timestamp: [tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0] };
}

/** As few tokens together as are whole characters: `_split_tokens_on_unicode`. */
function charactersOf(tokens: readonly TimedToken[], { decode }: Pick<Tokenizer, "decode">): readonly Word[] {
  const textOf = (some: readonly TimedToken[]) => decode(some.map(({ id }) => id));
  const whole = Array.from(textOf(tokens));
  const words: Word[] = [];
  let open: readonly TimedToken[] = [];
  let written = 0;
  for (const token of tokens) {
    open = [...open, token];
    const text = textOf(open);
    const points = Array.from(text);
    const broken = points.indexOf(replacement);
    if (broken >= 0 && whole[written + broken] !== replacement) continue;
    words.push({ text, tokens: open });
    open = [];
    written += points.length;
  }
  return words;
}

/** `_split_tokens_on_spaces`. An empty text counts as punctuation, as Python finds it in any. */
function atSpaces(parts: readonly Word[], endId: number): readonly Word[] {
  const words: Word[] = [];
  for (const part of parts) {
    const last = words.at(-1);
    const isSpecial = (part.tokens[0]?.id ?? 0) >= endId;
    const begins = isSpecial || part.text.startsWith(" ") || asciiPunctuation.includes(part.text.trim());
    if (begins || last === undefined) words.push(part);
    else words[words.length - 1] = joined(last, part);
  }
  return words;
}

/** Punctuation with the word that it opens or closes: `_merge_punctuations`. */
function withPunctuation(words: readonly Word[]): readonly Word[] {
  const opened: Word[] = [];
  for (const word of words.toReversed()) {
    const next = opened.at(-1);
    const opens = next !== undefined && word.text.startsWith(" ") && opening.includes(word.text.trim());
    if (opens) opened[opened.length - 1] = joined(word, next);
    else opened.push(word);
  }
  const closed: Word[] = [];
  for (const word of opened.toReversed()) {
    const last = closed.at(-1);
    const closes = last !== undefined && !last.text.endsWith(" ") && closing.includes(word.text);
    if (closes) closed[closed.length - 1] = joined(last, word);
    else closed.push(word);
  }
  return closed.filter(({ text }) => text !== "");
}

function joined(before: Word, after: Word): Word {
  return { text: before.text + after.text, tokens: [...before.tokens, ...after.tokens] };
}
