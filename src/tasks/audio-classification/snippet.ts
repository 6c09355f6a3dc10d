import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { names: { function_to_apply: null } },
  python: { model: "ORTModelForAudioClassification", parts: ["feature_extractor"] },
};
