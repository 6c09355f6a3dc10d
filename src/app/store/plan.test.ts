import { describe, expect, it } from "vitest";
import type { ModelCard } from "../../hub/card.ts";
import type { DeviceFacts } from "../device.ts";
import { fitOf } from "../fit.ts";
import { cpuFacts, gpuFacts } from "../testing/environment.ts";
import { findBytes, findDtypeProblem, planOf } from "./plan.ts";

const card: ModelCard = {
  id: "some/model",
  family: "Some",
  parameters: "1M",
  licence: "MIT",
  languages: [],
  defaults: { webgpu: "q4f16", wasm: "q8" },
  bytes: { q4f16: 10, q4: 20 },
  dtypes: ["fp32", "q8", "q4", "q4f16"],
};
const { adapter } = gpuFacts;
const noF16: DeviceFacts = { ...gpuFacts, ...(adapter && { adapter: { ...adapter, shaderF16: false } }) };
const choice = { model: "some/model", revision: "main", device: "webgpu", dtype: undefined } as const;

describe("the plan of a run", () => {
  it("takes the model's own dtype for the device", () => {
    expect(planOf(choice, card, gpuFacts).actual.dtype).toBe("q4f16");
    expect(planOf({ ...choice, device: "wasm" }, card, gpuFacts).actual.dtype).toBe("q8");
  });

  it("takes the library's dtypes for a model that we do not know", () => {
    expect(planOf(choice, undefined, gpuFacts).actual.dtype).toBe("fp32");
    expect(planOf({ ...choice, device: "wasm" }, undefined, gpuFacts).actual.dtype).toBe("q8");
  });

  it("avoids half precision by default where the GPU has none, but does not change what was asked for", () => {
    expect(planOf(choice, card, noF16)).toMatchObject({ actual: { dtype: "q4" }, problem: undefined });
    expect(planOf({ ...choice, dtype: "q4f16" }, card, noF16)).toMatchObject({ problem: "f16-missing" });
    expect(planOf({ ...choice, dtype: { encoder: "fp32", decoder: "fp16" } }, undefined, noF16).problem).toBe(
      "f16-missing",
    );
  });

  it("takes by default what fits, and refuses what was asked for only where it certainly does not", () => {
    const sizes = { fp32: { graph: 3e9, file: 3e9 } };
    const large: ModelCard = {
      ...card,
      defaults: { webgpu: "fp32", wasm: "fp32" },
      bytes: { fp32: 3e9, q4: 5e8 },
      largest: sizes,
    };
    expect(planOf(choice, large, gpuFacts, fitOf)).toMatchObject({ actual: { dtype: "q4" }, problem: undefined });
    expect(planOf({ ...choice, dtype: "fp32" }, large, gpuFacts, fitOf).problem).toBe("wont-fit");
    const heavy: ModelCard = { ...card, bytes: { q4f16: 5e10 } };
    expect(planOf({ ...choice, dtype: "q4f16" }, heavy, gpuFacts, fitOf).problem).toBeUndefined();
  });

  it("tells what was asked from what will run, and why they differ", () => {
    expect(planOf({ ...choice, dtype: "q4f16" }, card, cpuFacts)).toEqual({
      asked: { ...choice, dtype: "q4f16" },
      actual: { ...choice, device: "wasm", dtype: "q8" },
      fallback: "webgpu-unavailable",
      problem: undefined,
    });
    expect(planOf({ ...choice, device: "wasm" }, card, cpuFacts).fallback).toBeUndefined();
  });
});

describe("a dtype", () => {
  it("cannot be chosen where the model or the GPU lacks it", () => {
    expect(findDtypeProblem("int8", card, "webgpu", gpuFacts)).toBe("dtype-missing");
    expect(findDtypeProblem("q4f16", card, "webgpu", noF16)).toBe("f16-missing");
    expect(findDtypeProblem("q4f16", card, "wasm", noF16)).toBeUndefined();
    expect(findDtypeProblem("int8", undefined, "webgpu", gpuFacts)).toBeUndefined();
  });

  it("has a known size only where one number tells it", () => {
    expect(findBytes(card, "q4")).toBe(20);
    expect(findBytes(card, { a: "q4", b: "q4" })).toBe(20);
    expect(findBytes(card, { a: "q4", b: "fp32" })).toBeUndefined();
    expect(findBytes(undefined, "q4")).toBeUndefined();
  });
});
