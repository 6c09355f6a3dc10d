import { Caption } from "../common/picture-text/caption.ts";
import { writingOptions } from "../common/writing/options.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { textField } from "../fields/text.ts";

const { truncation: _, ...options } = writingOptions;

export const definition = defineTask({
  id: "image-to-text",
  modality: "multimodal",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageTextToText"],
  inputs: { image: imageField(), text: textField({ rows: 1, maxLength: 2000, optional: true }) },
  options,
  output: Caption,
  unpublished: ["BLIP", "GIT"],
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
