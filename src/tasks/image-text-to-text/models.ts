import type { ModelCard } from "../../hub/card.ts";

// Evidence: transformers.js's own examples, and listings of the Hub's files; docs/checkpoints.md tells more.
export const models: readonly ModelCard[] = [
  {
    id: "HuggingFaceTB/SmolVLM-256M-Instruct",
    family: "SmolVLM (Idefics3)",
    parameters: "256M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "q4f16", wasm: "q4" },
    // In 4 bits as SmolVLM2, which has the same matrices.
    bytes: { q4f16: 189_000_000, q4: 264_000_000, fp16: 514_000_000, fp32: 1_028_000_000 },
    dtypes: ["fp32", "fp16", "q4", "q4f16"],
  },
  {
    id: "HuggingFaceTB/SmolVLM2-256M-Video-Instruct",
    family: "SmolVLM2",
    parameters: "256M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "q4f16", wasm: "q4" },
    bytes: { q4f16: 189_000_000, q4: 264_000_000 },
    dtypes: ["fp16", "q4", "q4f16"],
  },
  {
    id: "HuggingFaceTB/SmolVLM-500M-Instruct",
    family: "SmolVLM (Idefics3)",
    parameters: "500M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "q4f16", wasm: "q4f16" },
    bytes: { q4f16: 358_000_000, fp16: 1_017_000_000 },
    dtypes: ["fp16", "q4f16"],
  },
  {
    id: "onnx-community/Florence-2-base-ft",
    family: "Florence-2",
    parameters: "230M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "q4f16", wasm: "q4f16" },
    bytes: { q4f16: 330_000_000, fp16: 460_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
    chat: false,
  },
  {
    id: "onnx-community/Qwen2-VL-2B-Instruct",
    family: "Qwen2-VL",
    parameters: "2.2B",
    licence: "Apache-2.0",
    languages: ["zh", "en", "multilingual"],
    defaults: { webgpu: "q4f16", wasm: "q4f16" },
    bytes: { q4f16: 2_668_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
