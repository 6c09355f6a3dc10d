import type { ModelCard } from "../../hub/card.ts";
import type { Dtype } from "../../hub/checkpoint.ts";

const both = { webgpu: "fp32", wasm: "q8" } as const;
const dtypes: readonly Dtype[] = ["fp32", "fp16", "q8"];

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/flan-t5-small",
    family: "T5 (Flan)",
    parameters: "77M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: both,
    bytes: { q8: 100_000_000 },
    dtypes,
  },
  {
    id: "Xenova/flan-t5-base",
    family: "T5 (Flan)",
    parameters: "248M",
    licence: "Apache-2.0",
    languages: ["en"],
    defaults: both,
    bytes: {},
    dtypes,
  },
  {
    id: "Xenova/LaMini-Flan-T5-248M",
    family: "T5 (Flan)",
    parameters: "248M",
    licence: "CC-BY-NC-4.0",
    languages: ["en"],
    defaults: both,
    bytes: {},
    dtypes,
  },
];
