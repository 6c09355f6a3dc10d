import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "embedded/efficientnet-lite0",
    family: "EfficientNet-Lite",
    parameters: "4.7M",
    licence: "Apache-2.0",
    languages: ["en", "zh"],
    defaults: { webgpu: "fp32", wasm: "fp32" },
    bytes: { fp32: 9_366_451 },
    dtypes: ["fp32"],
  },
  {
    id: "Xenova/vit-base-patch16-224",
    family: "ViT",
    parameters: "86M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 173_000_000, q8: 88_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/resnet-50",
    family: "ResNet",
    parameters: "26M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 51_000_000, q8: 26_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
];
