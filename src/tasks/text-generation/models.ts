import type { ModelCard } from "../../hub/card.ts";
import type { Dtype } from "../../hub/checkpoint.ts";

/** What the Hub's newer conversions hold. */
const all: readonly Dtype[] = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"];

// Evidence: transformers.js's own examples and docs, and listings of the Hub's files. GPT-1, Mistral and Mixtral have no
// checkpoint there that a browser could hold; one of one's own runs by its id.
export const models: readonly ModelCard[] = [
  {
    id: "embedded/SmolLM2-135M-Instruct",
    family: "Llama (SmolLM2)",
    parameters: "135M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4: 109_222_476 },
    dtypes: ["q4"],
  },
  {
    id: "HuggingFaceTB/SmolLM2-360M-Instruct",
    family: "Llama (SmolLM2)",
    parameters: "360M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4f16: 273_000_000 },
    dtypes: all,
  },
  {
    id: "onnx-community/Qwen3-0.6B-ONNX",
    family: "Qwen3",
    parameters: "0.6B",
    licence: "Apache-2.0",
    languages: ["zh", "en", "multilingual"],
    defaults: { webgpu: "q4f16", wasm: "q4" },
    bytes: { q4: 919_000_000, q4f16: 570_000_000, q8: 618_000_000 },
    dtypes: all,
  },
  {
    id: "onnx-community/Llama-3.2-1B-Instruct",
    family: "Llama 3.2",
    parameters: "1.2B",
    licence: "Llama-3.2",
    languages: ["en", "multilingual"],
    defaults: { webgpu: "q4f16", wasm: "q8" },
    bytes: { fp16: 2_470_000_000, q8: 1_240_000_000, q4: 1_660_000_000, q4f16: 1_070_000_000, bnb4: 1_600_000_000 },
    dtypes: all,
  },
  {
    // In half precision it is wrong on WebGPU (onnxruntime issue 26732).
    id: "onnx-community/gemma-3-270m-it-ONNX",
    family: "Gemma 3",
    parameters: "270M",
    licence: "Gemma",
    languages: ["en", "multilingual"],
    defaults: { webgpu: "fp32", wasm: "q4" },
    bytes: { fp32: 1_050_000_000 },
    dtypes: ["fp32", "fp16", "q4", "q4f16"],
  },
  {
    id: "onnx-community/gemma-3-1b-it-ONNX",
    family: "Gemma 3",
    parameters: "1B",
    licence: "Gemma",
    languages: ["en", "multilingual"],
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4: 1_159_000_000 },
    dtypes: all,
  },
  {
    id: "Xenova/llama2.c-stories15M",
    chat: false,
    family: "Llama",
    parameters: "15M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { int8: 15_000_000 },
    dtypes: all,
  },
  {
    // 4 bits save nothing here: its weights are of a kind that the converter skips.
    id: "Xenova/gpt2",
    chat: false,
    family: "GPT-2",
    parameters: "124M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "int8" },
    bytes: { fp32: 501_000_000, fp16: 251_000_000, int8: 281_000_000, q4: 500_000_000 },
    dtypes: ["fp32", "fp16", "int8", "q4", "bnb4", "q4f16"],
  },
  {
    id: "Xenova/bloomz-560m",
    chat: false,
    family: "BLOOM",
    parameters: "560M",
    licence: "BigScience-BLOOM-RAIL-1.0",
    languages: ["zh", "en", "multilingual"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 350_000_000 },
    dtypes: ["fp32", "q8"],
  },
];
