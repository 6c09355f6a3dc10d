import type { ModelCard } from "../../hub/card.ts";

// Evidence: transformers.js's own example, and listings of the Hub's files; docs/checkpoints.md tells more.
export const models: readonly ModelCard[] = [
  {
    id: "onnx-community/Voxtral-Mini-3B-2507-ONNX",
    family: "Voxtral",
    parameters: "4.7B",
    licence: "Apache-2.0",
    languages: ["en", "multilingual"],
    defaults: { webgpu: "q4f16", wasm: "q4" },
    // The embeddings are in 4 bits whichever is chosen.
    bytes: { q4f16: 2_701_000_000 },
    dtypes: ["q4", "q4f16"],
  },
];
