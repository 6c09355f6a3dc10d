import type { ModelCard } from "../../hub/card.ts";

/** BLIP, GIT and TrOCR have no file on the Hub that a browser can open: docs/export.md makes them. */
export const models: readonly ModelCard[] = [
  {
    id: "Xenova/vit-gpt2-image-captioning",
    family: "ViT-GPT2",
    parameters: "239M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 250_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Mozilla/distilvit",
    family: "ViT-GPT2",
    parameters: "182M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8", "q4"],
  },
];
