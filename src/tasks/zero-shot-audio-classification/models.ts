import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/clap-htsat-unfused",
    family: "CLAP",
    parameters: "153M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: { q8: 160_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
  {
    id: "Xenova/larger_clap_general",
    family: "CLAP",
    parameters: "194M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: { webgpu: "fp32", wasm: "q8" },
    bytes: {},
    dtypes: ["fp32", "fp16", "q8"],
  },
];
