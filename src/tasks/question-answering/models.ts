import type { ModelCard } from "../definition.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/distilbert-base-cased-distilled-squad",
    family: "DistilBERT",
    parameters: "65M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp32: 261_000_000, fp16: 130_000_000, q8: 65_800_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "onnx-community/roberta-base-squad2-ONNX",
    family: "RoBERTa",
    parameters: "124M",
    licence: "CC-BY-4.0",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 125_000_000 },
    dtypes: ["fp16", "q8"],
  },
  {
    id: "onnx-community/xlm-roberta-base-finetuned-squad2-ONNX",
    family: "XLM-R",
    parameters: "278M",
    licence: "MIT",
    languages: ["multilingual"],
    defaults: { webgpu: "q8", wasm: "q8" },
    bytes: { q8: 295_000_000 },
    dtypes: ["q8"],
  },
  {
    id: "onnx-community/tinyroberta-squad2-ONNX",
    family: "RoBERTa",
    parameters: "82M",
    licence: "CC-BY-4.0",
    languages: ["en"],
    defaults: { webgpu: "q8", wasm: "q8" },
    bytes: {},
    dtypes: ["q8"],
  },
];
