import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "embedded/u2netp",
    family: "U²-Net",
    parameters: "1.1M",
    licence: "Apache-2.0",
    languages: [],
    defaults: { webgpu: "fp32", wasm: "fp32" },
    bytes: { fp32: 4_576_461 },
    dtypes: ["fp32"],
  },
  {
    id: "Xenova/modnet",
    family: "MODNet",
    parameters: "6.5M",
    licence: "Apache-2.0",
    languages: [],
    defaults: { webgpu: "fp32", wasm: "fp32" },
    bytes: { fp32: 26_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "briaai/RMBG-1.4",
    family: "RMBG",
    parameters: "44M",
    licence: "bria-rmbg-1.4",
    languages: [],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { fp32: 170_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
];
