import { describe, expect, it } from "vitest";
import { cosine, normalizeRows, pool, poolAll, type TrainedPooling } from "./pooling.ts";

/** Two texts of three tokens, width 2; the second text is padded by one token. */
const hidden = Float32Array.of(1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 99, 99);
const mask = Uint8Array.of(1, 1, 1, 1, 1, 0);
const dims = [2, 3, 2] as const;

describe("pool", () => {
  it("takes the mean of real tokens only", () => {
    expect([...pool(hidden, mask, dims, "mean")]).toEqual([3, 4, 20, 30]);
  });

  it("takes the first and the last real token", () => {
    expect([...pool(hidden, mask, dims, "cls")]).toEqual([1, 2, 10, 20]);
    expect([...pool(hidden, mask, dims, "last")]).toEqual([5, 6, 30, 40]);
  });

  it("knows the rarer ways of sentence-transformers", () => {
    const signed = Float32Array.of(1, -2, 3, 5, 7, 9);
    const pooled = (kind: TrainedPooling) => [...pool(signed, Uint8Array.of(1, 1, 0), [1, 3, 2], kind)];
    // torch 2.8 with the formulas of sentence-transformers' Pooling.
    expect(pooled("max")).toEqual([3, 5]);
    expect(pooled("mean_sqrt_len")[0]).toBeCloseTo(2.828427, 6);
    expect(pooled("mean_sqrt_len")[1]).toBeCloseTo(2.1213205, 6);
    expect(pooled("weightedmean")[0]).toBeCloseTo(2.3333333, 6);
    expect(pooled("weightedmean")[1]).toBeCloseTo(2.6666667, 6);
  });

  it("finds the first real token behind padding on the left", () => {
    expect([...pool(hidden.subarray(0, 6), Uint8Array.of(0, 1, 1), [1, 3, 2], "cls")]).toEqual([3, 4]);
  });
});

describe("several poolings", () => {
  it("stand one behind the other in each text's row", () => {
    const rows = [...poolAll(hidden, { real: mask, counted: mask }, dims, ["cls", "mean"])];
    expect(rows).toEqual([1, 2, 3, 4, 10, 20, 20, 30]);
  });

  it("pass over what does not count, but for the first token", () => {
    const counted = Uint8Array.of(0, 1, 1, 0, 1, 0);
    const rows = [...poolAll(hidden, { real: mask, counted }, dims, ["cls", "mean", "last"])];
    expect(rows).toEqual([1, 2, 4, 5, 5, 6, 10, 20, 30, 40, 30, 40]);
  });
});

describe("vectors", () => {
  it("are scaled to length one, and a row of zeros stays", () => {
    const rows = Float32Array.of(3, 4, 0, 0);
    normalizeRows(rows, 2);
    expect(rows[0]).toBeCloseTo(0.6);
    expect([...rows.slice(1)].map((value) => Math.round(value * 10) / 10)).toEqual([0.8, 0, 0]);
  });

  it("are compared by the cosine of their angle", () => {
    expect(cosine(Float32Array.of(1, 0), Float32Array.of(5, 5))).toBeCloseTo(Math.SQRT1_2, 6);
    expect(cosine(Float32Array.of(1, 0), Float32Array.of(0, 0))).toBe(0);
  });
});
