import type { ModelCard } from "../../hub/card.ts";

/** ViLT and BLIP have no file on the Hub that a browser can open: docs/export.md makes them. */
export const models: readonly ModelCard[] = [
  {
    id: "embedded/vilt-shapes",
    family: "ViLT",
    parameters: "0.3M",
    licence: "Apache-2.0",
    languages: ["en", "zh"],
    defaults: { webgpu: "fp32", wasm: "fp32" },
    bytes: { fp32: 1_223_094 },
    dtypes: ["fp32"],
  },
  // Answers the same questions in words of its own; evidence in docs/checkpoints.md.
  {
    id: "HuggingFaceTB/SmolVLM-256M-Instruct",
    family: "SmolVLM (Idefics3)",
    parameters: "256M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "q4f16", wasm: "q4" },
    bytes: { q4f16: 189_000_000, q4: 264_000_000, fp16: 514_000_000, fp32: 1_028_000_000 },
    dtypes: ["fp32", "fp16", "q4", "q4f16"],
  },
];
