import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { names: { targets: null } },
  python: { model: "ORTModelForMaskedLM", parts: ["tokenizer"] },
};
