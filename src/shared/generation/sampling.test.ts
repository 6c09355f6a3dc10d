import { describe, expect, it } from "vitest";
import golden from "./sampling.golden.json";
import {
  epsilonCutoff,
  etaCutoff,
  greedy,
  type LogitsProcessor,
  largestOf,
  minP,
  repetitionPenalty,
  sampler,
  softmax,
  temperature,
  topK,
  topP,
  typicalP,
} from "./sampling.ts";

const processors: Readonly<Record<string, (value: number) => LogitsProcessor>> = {
  repetition_penalty: repetitionPenalty,
  temperature,
  top_k: topK,
  top_p: topP,
  min_p: minP,
  typical_p: typicalP,
  epsilon_cutoff: epsilonCutoff,
  eta_cutoff: etaCutoff,
};

describe("logits processors", () => {
  it.each(golden)("$name of $value equals Python's", ({ name, value, ids, logits, expected }) => {
    const processed = Float32Array.from(logits);
    processors[name]?.(value)(processed, ids);
    expected.forEach((number, id) => {
      if (number === null) expect(processed[id]).toBe(Number.NEGATIVE_INFINITY);
      else expect(processed[id]).toBeCloseTo(number, 5);
    });
  });
});

describe("choosing", () => {
  it("takes the first of equal logits, as argmax does", () => {
    expect(greedy(Float32Array.of(1, 3, 3, 2))).toBe(1);
  });

  it("draws the same ids for the same seed and others for another", () => {
    const logits = Float32Array.from({ length: 50 }, (_, id) => Math.sin(id));
    const draw = (seed: number) => {
      const choose = sampler(seed);
      return Array.from({ length: 20 }, () => choose(logits));
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it("draws each id about as often as it is probable", () => {
    const logits = Float32Array.of(Math.log(0.7), Math.log(0.2), Math.log(0.1));
    const choose = sampler(42);
    const counts = [0, 0, 0];
    for (let i = 0; i < 10_000; i++) {
      const id = choose(logits);
      counts[id] = (counts[id] ?? 0) + 1;
    }
    expect(counts[0]).toBeGreaterThan(6800);
    expect(counts[0]).toBeLessThan(7200);
    expect(counts[2]).toBeLessThan(1100);
  });
});

describe("probabilities", () => {
  it("sum to one and survive large and infinite logits", () => {
    const probabilities = softmax(Float32Array.of(1000, 999, Number.NEGATIVE_INFINITY));
    expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(probabilities[0]).toBeCloseTo(0.731_058_578, 8);
    expect(probabilities[2]).toBe(0);
  });

  it("are listed largest first, equals in their order", () => {
    expect(largestOf([0.1, 0.4, 0.4, 0.2], 3)).toEqual([
      { index: 1, value: 0.4 },
      { index: 2, value: 0.4 },
      { index: 3, value: 0.2 },
    ]);
  });
});
