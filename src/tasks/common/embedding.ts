import type { ModelCard } from "../definition.ts";

/** Sentence embedding checkpoints, for every task that compares texts. Evidence of the Hub ids: transformers.js's own tests and docs. */
export const embeddingModels: readonly ModelCard[] = [
  {
    id: "embedded/multilingual-e5-small-enzh",
    family: "E5 (BERT)",
    parameters: "36M",
    licence: "MIT",
    languages: ["en", "zh"],
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4: 24_702_298 },
    dtypes: ["q4"],
  },
  {
    id: "Xenova/all-MiniLM-L6-v2",
    family: "MiniLM (BERT)",
    parameters: "23M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp32: 90_400_000, fp16: 45_300_000, q8: 23_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/bge-small-zh-v1.5",
    family: "BGE (BERT)",
    parameters: "24M",
    licence: "MIT",
    languages: ["zh"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp32: 94_900_000, fp16: 47_500_000, q8: 24_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/multilingual-e5-small",
    family: "E5 (BERT)",
    parameters: "118M",
    licence: "MIT",
    languages: ["multilingual"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 118_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
];
