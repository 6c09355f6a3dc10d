import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/owlvit-base-patch32",
    family: "OWL-ViT",
    parameters: "153M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 155_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/owlv2-base-patch16-ensemble",
    family: "OWLv2",
    parameters: "155M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "onnx-community/grounding-dino-tiny-ONNX",
    family: "Grounding DINO",
    parameters: "172M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 205_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
