import { expect, it } from "vitest";
import type { ModelCard } from "../../hub/card.ts";
import { cpuFacts, gpuFacts } from "../testing/environment.ts";
import { findOtherDtype, findSmallerDtype, findTaskFor } from "./remedies.ts";

const card: ModelCard = {
  ...{ id: "a/b", family: "BERT", parameters: "1M", licence: "MIT", languages: ["en"] },
  defaults: { webgpu: "fp32", wasm: "q8" },
  bytes: { fp32: 400, fp16: 200, q8: 100, q4f16: 90 },
  dtypes: ["fp32", "fp16", "q8", "q4f16"],
};
const plainGpu = { ...gpuFacts, adapter: gpuFacts.adapter && { ...gpuFacts.adapter, shaderF16: false } };

it("offers another format that the model has and the device can run", () => {
  expect(findOtherDtype({ device: "wasm", dtype: "q8" }, card, cpuFacts)).toBe("fp32");
  expect(findOtherDtype({ device: "webgpu", dtype: "fp16" }, card, plainGpu)).toBe("q8");
  expect(findOtherDtype({ device: "wasm", dtype: "q8" }, { ...card, dtypes: ["q8"] }, cpuFacts)).toBeUndefined();
});

it("offers a usual format for a model that nothing is known of", () => {
  expect(findOtherDtype({ device: "wasm", dtype: "q8" }, undefined, cpuFacts)).toBe("fp32");
});

it("offers the next smaller format, without f16 where the GPU lacks it", () => {
  expect(findSmallerDtype({ device: "webgpu", dtype: "fp32" }, card, gpuFacts)).toBe("fp16");
  expect(findSmallerDtype({ device: "webgpu", dtype: "fp32" }, card, plainGpu)).toBe("q8");
  expect(findSmallerDtype({ device: "webgpu", dtype: "q4f16" }, card, gpuFacts)).toBeUndefined();
  expect(findSmallerDtype({ device: "webgpu", dtype: "fp32" }, undefined, gpuFacts)).toBeUndefined();
});

it("names the task that a checkpoint was made for, not the first that would take it", () => {
  const meant = (names: readonly string[]) => names.map(findTaskFor);
  expect(meant(["LlamaForCausalLM", "T5ForConditionalGeneration", "WhisperForConditionalGeneration"])).toEqual([
    "text-generation",
    "text2text-generation",
    "automatic-speech-recognition",
  ]);
  expect(meant(["SegformerForSemanticSegmentation", "LlavaForConditionalGeneration", "BertForMaskedLM"])).toEqual([
    "image-segmentation",
    "image-text-to-text",
    "fill-mask",
  ]);
  expect(findTaskFor("Something")).toBeUndefined();
});
