import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/yolos-tiny",
    family: "YOLOS",
    parameters: "6.5M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 30_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/detr-resnet-50",
    family: "DETR",
    parameters: "41M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 80_000_000, q8: 41_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "onnx-community/rtdetr_r18vd",
    family: "RT-DETR",
    parameters: "20M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 22_000_000 },
    dtypes: ["fp32", "fp16", "q8", "int8", "uint8", "q4", "bnb4"],
  },
  {
    id: "onnx-community/dfine_n_coco-ONNX",
    family: "D-FINE",
    parameters: "4M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp16: 7_500_000, q8: 4_300_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
];
