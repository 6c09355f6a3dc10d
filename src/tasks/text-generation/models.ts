import type { ModelCard } from "../definition.ts";

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
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
  {
    id: "onnx-community/Qwen3-0.6B-ONNX",
    family: "Qwen3",
    parameters: "0.6B",
    licence: "Apache-2.0",
    languages: ["zh", "en", "multilingual"],
    defaults: { webgpu: "q4f16", wasm: "q4" },
    bytes: { q4: 919_000_000, q4f16: 570_000_000, q8: 618_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
