import { Pixels } from "../../shared/media.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import type { KeyOf } from "../words.ts";

export const definition = defineTask({
  id: "background-removal",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageSegmentation", "SemanticSegmentation"],
  inputs: { image: imageField({ live: true }) },
  options: {},
  /** The picture at its own size; alpha is how sure the model is that a pixel belongs to the foreground, times the picture's own. */
  output: Pixels,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
