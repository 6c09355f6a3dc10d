import { describe, expect, it } from "vitest";
import golden from "./processors.golden.json";
import {
  badWords,
  decayLength,
  forcedBegin,
  forcedEnd,
  minLength,
  noNgramOfSource,
  noRepeatNgram,
  normalise,
  sequenceBias,
  sourcePenalty,
  suppress,
  suppressAtBegin,
} from "./processors.ts";
import type { LogitsProcessor } from "./sampling.ts";

type Case = (typeof golden)[number];

/** As scripts/golden sets them up in Python. */
const made: Readonly<Record<string, (one: Case) => LogitsProcessor>> = {
  no_repeat_ngram: ({ value }) => noRepeatNgram(Number(value)),
  source_ngram: ({ value, source }) => noNgramOfSource(Number(value), source),
  min_length: ({ value }) => minLength(Number(value), new Set([0, 9])),
  forced_bos: ({ value }) => forcedBegin(Number(value)),
  forced_eos: ({ value }) => forcedEnd([9], Number(value)),
  bad_words: () => badWords([[4], [9], [7, 8], [1, 2, 3]], new Set([9])),
  suppress: () => suppress([2, 5]),
  suppress_begin: () => suppressAtBegin([2, 5], 2),
  sequence_bias: () =>
    sequenceBias([
      [[4], 2.5],
      [[1, 2], -1.5],
      [[7, 8], -10],
    ]),
  source_penalty: ({ value, source }) => sourcePenalty(Number(value), source),
  decay_length: () => decayLength([1, 1.4], 1, new Set([0, 9])),
  normalise: () => normalise,
};

describe("logits processors", () => {
  it.each(golden)("$name of $value after $ids equals Python's", (one) => {
    const logits = Float32Array.from(one.logits);
    made[one.name]?.(one)(logits, one.ids);
    one.expected.forEach((value, id) => {
      if (value === null) expect(logits[id]).toBe(Number.NEGATIVE_INFINITY);
      else expect(logits[id]).toBeCloseTo(value, 5);
    });
  });
});
