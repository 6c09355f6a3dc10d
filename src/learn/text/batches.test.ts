import { describe, expect, it } from "vitest";
import { batchOf, leastTokens, seedOf, splitOf } from "./batches.ts";
import { maskId, unknownId } from "./vocabulary.ts";

const shape = { context: 8, vocabulary: 50 };
const ids = Int32Array.from({ length: 2_000 }, (_, index) => 3 + (index % 47));

describe("splitOf", () => {
  it.each([leastTokens(8), 50, 200, 2_000])("holds out about a tenth of %i tokens, a window at least", (length) => {
    const { train, validation } = splitOf(ids.subarray(0, length), 8);
    expect(train.length + validation.length).toBe(length);
    expect(Math.min(train.length, validation.length)).toBeGreaterThan(8);
    if (length >= 200) expect(validation.length / length).toBeLessThan(0.2);
  });

  it("refuses fewer tokens, and says how many there must be", () => {
    expect(() => splitOf(ids.subarray(0, 17), 8)).toThrow(
      expect.objectContaining({ narrow: { reason: "training-short", values: { given: "17", least: "18" } } }),
    );
  });
});

describe("batchOf", () => {
  const settings = { shape, seed: 5, rows: 64 } as const;

  it("asks a causal network for the next token at each place", () => {
    const { inputs, targets, weights } = batchOf(ids, { ...settings, objective: "causal" });
    expect(inputs.dims).toEqual([64, 8]);
    for (const place of [0, 1, 8, 100]) {
      expect(targets.data[place]).toBe(3 + (((inputs.data[place] ?? 0) - 3 + 1) % 47));
    }
    expect(weights.data.every((weight) => weight === 1)).toBe(true);
  });

  it("asks a masked one for 15 in 100 tokens, and hides 80 of 100 of those", () => {
    const { inputs, targets, weights } = batchOf(ids, { ...settings, rows: 640, objective: "masked" });
    const asked = [...weights.data.keys()].filter((place) => weights.data[place] === 1);
    const share = (count: number, of: number) => Math.round((count / of) * 100) / 100;
    expect(share(asked.length, weights.data.length)).toBeCloseTo(0.15, 1);
    expect(share(asked.filter((place) => inputs.data[place] === maskId).length, asked.length)).toBeCloseTo(0.8, 1);
    const isLeft = (place: number) => inputs.data[place] === targets.data[place];
    expect(share(asked.filter(isLeft).length, asked.length)).toBeCloseTo(0.1, 1);
    expect([...weights.data.keys()].every((place) => weights.data[place] === 1 || isLeft(place))).toBe(true);
  });

  it("never asks for an unknown token, and always for one at least", () => {
    const unknown = new Int32Array(40).fill(unknownId);
    const { weights } = batchOf(unknown, { ...settings, rows: 1, objective: "causal" });
    expect(weights.data).toEqual(Float32Array.of(1, 0, 0, 0, 0, 0, 0, 0));
  });

  it("draws the same for the same seed, and another for each step", () => {
    const draw = (step: number) =>
      batchOf(ids, { ...settings, objective: "masked", seed: seedOf(1, step) }).inputs.data;
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
  });
});
