import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "onnx-community/dinov3-vits16-pretrain-lvd1689m-ONNX",
    family: "DINOv3",
    parameters: "22M",
    licence: "DINOv3 License",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp32: 86_000_000 },
    dtypes: ["fp32", "q8", "q4"],
  },
  {
    id: "onnx-community/dinov2-small",
    family: "DINOv2",
    parameters: "22M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { int8: 24_400_000 },
    dtypes: ["fp32", "q8", "int8"],
  },
  {
    id: "Xenova/clip-vit-base-patch32",
    family: "CLIP",
    parameters: "88M",
    licence: "MIT",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8"],
  },
];
