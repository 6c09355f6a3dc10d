import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "embedded/whisper-base",
    family: "Whisper",
    parameters: "74M",
    licence: "MIT",
    languages: ["multilingual", "en", "zh"],
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4: 53_255_205 },
    dtypes: ["q4"],
  },
  {
    id: "onnx-community/whisper-base",
    family: "Whisper",
    parameters: "74M",
    licence: "Apache-2.0",
    languages: ["multilingual", "en", "zh"],
    defaults: { webgpu: { encoder_model: "fp32", decoder_model_merged: "q4" }, wasm: "q4" },
    bytes: { q4: 142_300_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "bnb4"],
  },
  {
    id: "onnx-community/whisper-small",
    family: "Whisper",
    parameters: "244M",
    licence: "Apache-2.0",
    languages: ["multilingual", "en", "zh"],
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4: 299_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "bnb4"],
  },
];
