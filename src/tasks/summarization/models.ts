import type { ModelCard } from "../../hub/card.ts";
import type { Dtype } from "../../hub/checkpoint.ts";

const both = { webgpu: "fp32", wasm: "q8" } as const;
const dtypes: readonly Dtype[] = ["fp32", "fp16", "q8"];

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/distilbart-cnn-6-6",
    family: "BART",
    parameters: "230M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 284_000_000, fp16: 564_000_000 },
    dtypes,
  },
  {
    id: "Xenova/t5-small",
    family: "T5",
    parameters: "60M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: both,
    bytes: { q8: 80_000_000 },
    dtypes,
  },
  {
    id: "Xenova/bart-large-cnn",
    family: "BART",
    parameters: "406M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 460_000_000 },
    dtypes,
  },
  {
    id: "onnx-community/pegasus_paraphrase-ONNX",
    family: "PEGASUS",
    parameters: "568M",
    licence: "",
    languages: ["en"],
    defaults: { webgpu: "q4", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
