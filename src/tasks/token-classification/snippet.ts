import type { Snippet } from "../snippet.ts";

const beyondLibrary = ["first", "average", "max"];

export const snippet: Snippet = {
  javascript: {
    names: { stride: null },
    values: { aggregation_strategy: Object.fromEntries(beyondLibrary.map((strategy) => [strategy, "simple"])) },
    defaults: { aggregation_strategy: "none" },
    notes: ({ options }) => [
      "offsets",
      "no-windows",
      ...(beyondLibrary.includes(String(options.aggregation_strategy)) ? (["strategies"] as const) : []),
    ],
  },
  python: {
    model: "ORTModelForTokenClassification",
    parts: ["tokenizer"],
    defaults: { aggregation_strategy: "none" },
  },
};
