import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { names: { function_to_apply: null }, notes: () => ["resize"] },
  python: {
    model: "ORTModelForImageClassification",
    parts: ["image_processor"],
    // Its own class cannot scale the shortest side and crop, as the shipped EfficientNet-Lite wants; CLIP's can.
    classes: ({ isEmbedded }): Readonly<Record<string, string>> =>
      isEmbedded ? { image_processor: "CLIPImageProcessor" } : {},
  },
};
