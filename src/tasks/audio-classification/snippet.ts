import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { defaults: { top_k: 5 }, names: { function_to_apply: null } },
  python: { model: "ORTModelForAudioClassification", parts: ["feature_extractor"] },
};
