import * as v from "valibot";
import { fallbackIds } from "./bytes.ts";
import { createHeap } from "./heap.ts";
import type { Model, Piece } from "./model.ts";
import { Merges, Vocabulary } from "./tables.ts";

const Bpe = v.object({
  vocab: Vocabulary,
  merges: Merges,
  unk_token: v.nullish(v.string()),
  continuing_subword_prefix: v.nullish(v.string(), ""),
  end_of_word_suffix: v.nullish(v.string(), ""),
  fuse_unk: v.nullish(v.boolean(), false),
  byte_fallback: v.nullish(v.boolean(), false),
  ignore_merges: v.nullish(v.boolean(), false),
});

/** Byte pair encoding: of all neighbours that may merge, those with the lowest rank do, the leftmost first. */
export function createBpe(json: unknown): Model {
  const model = v.parse(Bpe, json);
  const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix } = model;
  const vocabulary = new Map(Object.entries(model.vocab));
  const unknownId = model.unk_token == null ? undefined : vocabulary.get(model.unk_token);
  const bytes = model.byte_fallback ? fallbackIds(vocabulary) : undefined;
  const { rankOf, merged } = mergesOf(model.merges, vocabulary, prefix.length);

  function symbolsOf(word: readonly string[]): Piece[] {
    const symbols: Piece[] = [];
    let isUnknownOpen = false;
    for (const [place, char] of word.entries()) {
      const token = `${place > 0 ? prefix : ""}${char}${place === word.length - 1 ? suffix : ""}`;
      const id = vocabulary.get(token);
      const ids = id === undefined ? bytes?.(token) : [id];
      const last = symbols.at(-1);
      if (ids) symbols.push(...ids.map((found) => ({ id: found, from: place, to: place + 1 })));
      else if (unknownId === undefined) continue;
      else if (model.fuse_unk && isUnknownOpen && last) symbols[symbols.length - 1] = { ...last, to: place + 1 };
      else symbols.push({ id: unknownId, from: place, to: place + 1 });
      isUnknownOpen = !ids;
    }
    return symbols;
  }

  function cut(word: readonly string[]): readonly Piece[] {
    const whole = model.ignore_merges ? vocabulary.get(word.join("")) : undefined;
    if (whole !== undefined) return [{ id: whole, from: 0, to: word.length }];
    return merge(symbolsOf(word));
  }

  /** In `n log n`: a text without a pre-tokenizer is one word. */
  function merge(symbols: readonly Piece[]): readonly Piece[] {
    const count = symbols.length;
    const ids = Int32Array.from(symbols, ({ id }) => id);
    const next = Int32Array.from(symbols, (_, place) => place + 1);
    const previous = Int32Array.from(symbols, (_, place) => place - 1);
    const isGone = new Uint8Array(count);
    const pairs = createHeap();

    function offer(left: number): void {
      const right = next[left] ?? count;
      if (left < 0 || right >= count) return;
      const rank = rankOf(ids[left] ?? 0, ids[right] ?? 0);
      if (rank !== undefined) pairs.push(rank * count + left);
    }

    for (let place = 0; place + 1 < count; place++) offer(place);
    for (let top = pairs.pop(); top !== undefined; top = pairs.pop()) {
      const left = top % count;
      const rank = (top - left) / count;
      const right = next[left] ?? count;
      // What a pair consisted of may have merged with others since.
      if (isGone[left] || right >= count || rankOf(ids[left] ?? 0, ids[right] ?? 0) !== rank) continue;
      ids[left] = merged[rank] ?? 0;
      isGone[right] = 1;
      const after = next[right] ?? count;
      next[left] = after;
      if (after < count) previous[after] = left;
      offer(previous[left] ?? -1);
      offer(left);
    }

    const pieces: Piece[] = [];
    for (let place = 0; place < count; place = next[place] ?? count) {
      const last = (next[place] ?? count) - 1;
      pieces.push({ id: ids[place] ?? 0, from: symbols[place]?.from ?? 0, to: symbols[last]?.to ?? 0 });
    }
    return pieces;
  }

  return { cut, vocabulary, unknownId, continuation: prefix };
}

interface Ranks {
  readonly rankOf: (left: number, right: number) => number | undefined;
  /** By rank. */
  readonly merged: Int32Array;
}

function mergesOf(
  merges: v.InferOutput<typeof Bpe>["merges"],
  vocabulary: ReadonlyMap<string, number>,
  prefixLength: number,
): Ranks {
  // Two ids as one number: twice as fast as a text, and exact up to 2^26 tokens.
  const width = 2 ** 26;
  const ranks = new Map<number, number>();
  const merged = new Int32Array(merges.length);
  for (const [rank, merge] of merges.entries()) {
    const [left = "", right = ""] = typeof merge === "string" ? merge.split(" ") : merge;
    const leftId = vocabulary.get(left);
    const rightId = vocabulary.get(right);
    const id = vocabulary.get(left + right.slice(prefixLength));
    if (leftId === undefined || rightId === undefined || id === undefined) continue;
    ranks.set(leftId * width + rightId, rank);
    merged[rank] = id;
  }
  return { rankOf: (left, right) => ranks.get(left * width + right), merged };
}
