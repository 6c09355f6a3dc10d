import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {},
  python: { model: "ORTModelForSequenceClassification", parts: ["tokenizer"] },
};
