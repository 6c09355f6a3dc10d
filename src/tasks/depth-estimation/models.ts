import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "onnx-community/depth-anything-v2-small",
    family: "Depth Anything V2",
    parameters: "25M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { fp32: 100_000_000, fp16: 47_000_000, q8: 26_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
  {
    id: "onnx-community/depth-anything-v2-large",
    family: "Depth Anything V2",
    parameters: "335M",
    licence: "CC-BY-NC-4.0",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
