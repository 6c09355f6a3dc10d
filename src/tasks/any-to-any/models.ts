import type { ModelCard } from "../../hub/card.ts";

// Evidence: transformers.js's own example, and listings of the Hub's files; docs/checkpoints.md tells more.
export const models: readonly ModelCard[] = [
  {
    id: "onnx-community/gemma-3n-E2B-it-ONNX",
    family: "Gemma 3n",
    parameters: "5B",
    licence: "Gemma",
    languages: ["en", "zh", "multilingual"],
    // One who used it tells that ONNX Runtime ends on q4f16, and not on q4.
    defaults: { webgpu: "q4", wasm: "q4" },
    bytes: { q4f16: 3_310_000_000 },
    // Of the 30 layers 20 keep keys and values, of 2 heads of 256 each.
    shape: { perToken: 20_480, matrix: 537_395_200, perPicture: 256, perSound: 188 },
    dtypes: ["fp32", "q8", "q4", "q4f16"],
  },
];
