import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    // Its own has no full stop, and other scores.
    defaults: { hypothesis_template: "This is a photo of {}" },
    notes: () => ["resize"],
  },
  python: { model: "ORTModelForZeroShotImageClassification", parts: ["tokenizer", "image_processor"] },
};
