import type { ModelCard } from "../../hub/card.ts";

/** Its `prompt_encoder_mask_decoder` takes points alone. */
export const models: readonly ModelCard[] = [
  {
    id: "Xenova/slimsam-77-uniform",
    family: "SlimSAM",
    parameters: "5.5M",
    licence: "Apache-2.0",
    languages: [],
    defaults: { webgpu: "fp16", wasm: "q8" },
    bytes: { q8: 40_000_000 },
    dtypes: ["fp32", "fp16", "q8"],
  },
];
