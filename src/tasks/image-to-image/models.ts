import type { ModelCard } from "../../hub/card.ts";

export const models: readonly ModelCard[] = [
  {
    id: "Xenova/swin2SR-classical-sr-x2-64",
    family: "Swin2SR",
    parameters: "12M",
    licence: "Apache-2.0",
    languages: [],
    defaults: { webgpu: "fp32", wasm: "fp32" },
    bytes: {},
    dtypes: ["fp32", "q8"],
  },
];
