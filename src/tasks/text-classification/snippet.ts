import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { names: { function_to_apply: null } },
  python: { model: "ORTModelForSequenceClassification", parts: ["tokenizer"], extra: () => ({ truncation: "True" }) },
};
