import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { choiceOption, numberOption } from "../options.ts";
import { Segmentation, subtasks } from "./segmentation.ts";

const share = { min: 0, max: 1, step: 0.01 } as const;

export const definition = defineTask({
  id: "image-segmentation",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageSegmentation", "SemanticSegmentation"],
  usualFor: ["ImageSegmentation", "SemanticSegmentation"],
  inputs: { image: imageField() },
  options: {
    subtask: choiceOption({ choices: ["auto", ...subtasks], default: "auto" }),
    threshold: numberOption({ ...share, default: 0.9 }),
    mask_threshold: numberOption({ ...share, default: 0.5 }),
    overlap_mask_area_threshold: numberOption({ ...share, default: 0.5 }),
  },
  output: Segmentation,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
