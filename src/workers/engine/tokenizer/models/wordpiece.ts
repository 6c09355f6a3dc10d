import * as v from "valibot";
import type { Model, Piece } from "./model.ts";
import { Vocabulary } from "./tables.ts";

const WordPiece = v.object({
  vocab: Vocabulary,
  unk_token: v.nullish(v.string(), "[UNK]"),
  continuing_subword_prefix: v.nullish(v.string(), "##"),
  max_input_chars_per_word: v.nullish(v.number(), 100),
});
const WordLevel = v.object({ vocab: Vocabulary, unk_token: v.nullish(v.string(), "<unk>") });

/** The longest token that a word begins with, then what goes on; a word that does not come out even is unknown. */
export function createWordPiece(json: unknown): Model {
  const model = v.parse(WordPiece, json);
  const { continuing_subword_prefix: prefix, max_input_chars_per_word: maxLength } = model;
  const vocabulary = new Map(Object.entries(model.vocab));
  const unknownId = vocabulary.get(model.unk_token);
  const longest = [...vocabulary.keys()].reduce((length, token) => Math.max(length, token.length), 0);

  function cut(word: readonly string[]): readonly Piece[] {
    const unknown = unknownId === undefined ? [] : [{ id: unknownId, from: 0, to: word.length }];
    if (word.length > maxLength) return unknown;
    const pieces: Piece[] = [];
    for (let from = 0; from < word.length; ) {
      const found = longestFrom(word, from);
      if (!found) return unknown;
      pieces.push(found);
      from = found.to;
    }
    return pieces;
  }

  function longestFrom(word: readonly string[], from: number): Piece | undefined {
    for (let to = Math.min(word.length, from + longest); to > from; to--) {
      const id = vocabulary.get((from > 0 ? prefix : "") + word.slice(from, to).join(""));
      if (id !== undefined) return { id, from, to };
    }
    return undefined;
  }

  return { cut, vocabulary, unknownId, continuation: prefix };
}

/** A word is a token, or unknown. */
export function createWordLevel(json: unknown): Model {
  const { vocab, unk_token: unknown } = v.parse(WordLevel, json);
  const vocabulary = new Map(Object.entries(vocab));
  const unknownId = vocabulary.get(unknown);
  function cut(word: readonly string[]): readonly Piece[] {
    const id = vocabulary.get(word.join("")) ?? unknownId;
    return id === undefined ? [] : [{ id, from: 0, to: word.length }];
  }
  return { cut, vocabulary, unknownId, continuation: "" };
}
