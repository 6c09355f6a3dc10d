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
];
