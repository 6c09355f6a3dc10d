import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import { fallbackIds } from "./bytes.ts";
import type { Model, Piece } from "./model.ts";
import { Scored } from "./tables.ts";

const Unigram = v.object({
  vocab: Scored,
  unk_id: v.nullish(v.number()),
  byte_fallback: v.nullish(v.boolean(), false),
});

/** How far an unknown character is below the least probable piece: `kUnkPenalty` of SentencePiece. */
const unknownPenalty = 10;

/** Of all ways to cut a word, the most probable one (Viterbi). */
export function createUnigram(json: unknown): Model {
  const model = v.parse(Unigram, json);
  const vocabulary = new Map(model.vocab.map(([token], id) => [token, id]));
  const scores = Float64Array.from(model.vocab, ([, score]) => score);
  const unknownId = model.unk_id ?? undefined;
  const unknownScore =
    scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY) - unknownPenalty;
  const bytes = model.byte_fallback ? fallbackIds(vocabulary) : undefined;
  const longest = longestByFirst(vocabulary.keys());

  /** The best cut of `word` as the beginnings and ids of its pieces, from the last to the first. */
  function best(word: readonly string[]): Piece[] {
    const text = word.join("");
    const units = unitsOf(word);
    const score = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY);
    const start = new Int32Array(word.length + 1);
    const ids = new Int32Array(word.length + 1).fill(-1);
    score[0] = 0;
    for (const [from, char] of word.entries()) {
      const before = score[from] ?? 0;
      const limit = Math.min(word.length, from + (longest.get(char.codePointAt(0)) ?? 0));
      let isKnown = false;
      for (let to = from + 1; to <= limit; to++) {
        const id = vocabulary.get(text.slice(units[from], units[to]));
        if (id === undefined) continue;
        if (to === from + 1) isKnown = true;
        consider(from, to, before + (scores[id] ?? 0), id);
      }
      if (!isKnown) consider(from, from + 1, before + unknownScore, -1);
    }

    function consider(from: number, to: number, sum: number, id: number): void {
      if (sum <= (score[to] ?? 0)) return;
      score[to] = sum;
      start[to] = from;
      ids[to] = id;
    }

    const pieces: Piece[] = [];
    for (let to = word.length; to > 0; to = start[to] ?? 0) {
      pieces.push({ id: ids[to] ?? -1, from: start[to] ?? 0, to });
    }
    return pieces.reverse();
  }

  function cut(word: readonly string[]): readonly Piece[] {
    const pieces: Piece[] = [];
    let open: Piece | undefined;
    for (const piece of best(word)) {
      if (piece.id !== -1 && piece.id !== unknownId) {
        close();
        pieces.push(piece);
      } else open = open ? { ...open, to: piece.to } : piece;
    }
    close();

    /** Unknown characters in a row are one token, or each of their bytes is. */
    function close(): void {
      if (!open) return;
      const { from, to } = open;
      const ids = bytes?.(word.slice(from, to).join("")) ?? (unknownId === undefined ? undefined : [unknownId]);
      if (!ids) throw new TaskError("model-unsupported", "The tokenizer has no token for what it does not know.");
      for (const id of ids) pieces.push({ id, from, to });
      open = undefined;
    }

    return pieces;
  }

  return { cut, vocabulary, unknownId, continuation: "" };
}

/** How long the longest piece is that begins with a character, at most: in UTF-16, of which characters take one or two. */
function longestByFirst(tokens: Iterable<string>): ReadonlyMap<number | undefined, number> {
  const longest = new Map<number | undefined, number>();
  for (const token of tokens) {
    const first = token.codePointAt(0);
    if (token.length > (longest.get(first) ?? 0)) longest.set(first, token.length);
  }
  return longest;
}

/** Where each character begins in the text's UTF-16, and where the text ends. */
function unitsOf(word: readonly string[]): Int32Array {
  const units = new Int32Array(word.length + 1);
  for (const [place, char] of word.entries()) units[place + 1] = (units[place] ?? 0) + char.length;
  return units;
}
