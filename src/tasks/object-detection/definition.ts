import { Candidates } from "../common/detection/candidates.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { listOption, numberOption, onView } from "../options.ts";

export const definition = defineTask({
  id: "object-detection",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ObjectDetection"],
  inputs: { image: imageField({ live: true }) },
  options: {
    threshold: onView(numberOption({ min: 0, max: 1, step: 0.01, default: 0.5 })),
    /** Classes that are not shown; their buttons stand beside the picture. */
    ignore_labels: onView(listOption({ default: [], hidden: true })),
  },
  output: Candidates,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
