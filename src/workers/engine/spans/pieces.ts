import * as v from "valibot";
import { lengthOf } from "./aligned.ts";

/** A token of a word: its id and how many of the word's characters it stands for, beginning at `from`. */
export interface Piece {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** What is needed of the library's model: a word's pieces, not yet as ids. */
export interface PieceModel {
  encode(words: string[]): string[];
  readonly tokens_to_ids: ReadonlyMap<string, number>;
  readonly unk_token_id?: number | undefined;
}

const Model = v.object({
  type: v.optional(v.string()),
  continuing_subword_prefix: v.nullish(v.string()),
  end_of_word_suffix: v.nullish(v.string()),
  fuse_unk: v.optional(v.boolean(), false),
  byte_fallback: v.optional(v.boolean(), false),
  vocab: v.unknown(),
});

export type CutWord = (word: readonly string[]) => Piece[];

const byteToken = /^<0x[0-9A-F]{2}>$/;
const encoder = new TextEncoder();

/** @param json the `model` of a `tokenizer.json` */
export function createCutWord(json: unknown, model: PieceModel): CutWord {
  const { type, continuing_subword_prefix, end_of_word_suffix, fuse_unk, byte_fallback, vocab } = v.parse(Model, json);
  const unknownId = model.unk_token_id;
  const isWordPiece =
    type === "WordPiece" || (type === undefined && !Array.isArray(vocab) && !!continuing_subword_prefix);
  const isUnigram = type === "Unigram" || Array.isArray(vocab);
  const prefix = continuing_subword_prefix ?? "";
  const suffix = end_of_word_suffix ?? "";
  const fuses = isUnigram || fuse_unk;

  function lengthIn(word: readonly string[], from: number, token: string): number {
    // A word that WordPiece does not know is one token; BPE and Unigram give up one character at a time.
    if (isUnigram) return lengthOf(token);
    if (model.tokens_to_ids.get(token) === unknownId) return isWordPiece ? word.length : 1;
    const bare = isWordPiece && from > 0 && token.startsWith(prefix) ? token.slice(prefix.length) : token;
    const isLast = suffix !== "" && bare.endsWith(suffix);
    return lengthOf(isLast ? bare.slice(0, -suffix.length) : bare);
  }

  return (word) => {
    const pieces: Piece[] = [];
    let from = 0;
    let bytesLeft = 0;
    for (const token of model.encode([word.join("")])) {
      const id = model.tokens_to_ids.get(token) ?? unknownId;
      if (id === undefined) continue;
      if (byte_fallback && byteToken.test(token)) {
        // Each byte of a character has the character's place.
        if (bytesLeft === 0) bytesLeft = encoder.encode(word[from] ?? "").length;
        pieces.push({ id, from, to: from + 1 });
        if (--bytesLeft === 0) from++;
        continue;
      }
      const to = from + lengthIn(word, from, token);
      const last = pieces.at(-1);
      if (fuses && id === unknownId && last?.id === unknownId) pieces[pieces.length - 1] = { ...last, to };
      else pieces.push({ id, from, to });
      from = to;
    }
    return pieces;
  };
}
