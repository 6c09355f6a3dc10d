import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/segformer-b0-finetuned-ade-512-512",
    family: "SegFormer",
    parameters: "3.8M",
    licence: "other",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 7_600_000, q8: 4_200_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/detr-resnet-50-panoptic",
    family: "DETR",
    parameters: "43M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 83_000_000, q8: 42_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/segformer_b2_clothes",
    family: "SegFormer",
    parameters: "27M",
    licence: "other",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 29_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "onnx-community/maskformer-swin-tiny-coco",
    family: "MaskFormer",
    parameters: "42M",
    licence: "other",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"],
  },
];
