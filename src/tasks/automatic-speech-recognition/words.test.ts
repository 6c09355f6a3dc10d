import { describe, expect, it } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { createAttentionWatch, timesOf } from "./alignment.ts";
import golden from "./words.golden.json";
import { timedCharactersOf, wordsOf } from "./words.ts";

describe("the times of tokens", () => {
  it.each(golden.alignments)("are Python's for $places places under a median of $width", (given) => {
    const settings = { heads: [], medianWidth: given.width };
    const heads = given.heads.map((rows) => rows.map((row) => Float32Array.from(row)));
    timesOf(heads, given.places, settings).forEach((time, token) => {
      expect(time).toBeCloseTo(given.times[token] ?? Number.NaN, 5);
    });
    expect(heads[0]).toHaveLength(given.times.length);
  });

  it("come from the heads that follow the words, once the prompt was read", () => {
    const watch = createAttentionWatch({ heads: [[1, 1]], medianWidth: 7 });
    expect(watch.names).toEqual(["cross_attentions.1"]);
    // [1, heads 2, places read, places of the encoder 2]
    watch.see({ "cross_attentions.1": floatTensor(new Float32Array(12), [1, 2, 3, 2]) });
    watch.see({ "cross_attentions.1": floatTensor(Float32Array.of(1, 2, 3, 4), [1, 2, 1, 2]) });
    expect(watch.attention).toEqual([[Float32Array.of(3, 4)]]);
  });
});

describe("words", () => {
  const tokenizer = {
    decode: (ids: readonly number[]) =>
      new TextDecoder().decode(Uint8Array.from(ids.flatMap((id) => golden.pieces[id] ?? []))),
  };
  const timed = (ids: readonly number[]) =>
    ids.map((id, index) => ({
      id,
      start: Math.round(index * 10) / 100,
      end: Math.round(index * 10 + 10) / 100,
    }));

  it.each(golden.words)("of $ids are Python's, in $language", ({ ids, language, words }) => {
    const found = wordsOf(timed(ids), tokenizer, { language: language ?? undefined, endId: 200 });
    expect(found).toEqual(words);
  });

  it("come apart into characters, of several tokens where one alone is none", () => {
    expect(timedCharactersOf(timed([13, 14, 15, 16]), tokenizer)).toEqual([
      { text: "今", timestamp: [0, 0.2] },
      { text: "天", timestamp: [0.2, 0.3] },
      { text: "。", timestamp: [0.3, 0.4] },
    ]);
  });
});
