import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/donut-base-finetuned-docvqa",
    family: "Donut",
    parameters: "200M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { fp16: 411_000_000, q4f16: 241_000_000, q8: 219_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
