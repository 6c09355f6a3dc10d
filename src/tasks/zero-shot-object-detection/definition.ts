import { Candidates } from "../common/detection/candidates.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { listField } from "../fields/list.ts";
import { listOption, maybeNumberOption, numberOption, onView, toggleOption } from "../options.ts";

export const definition = defineTask({
  id: "zero-shot-object-detection",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ZeroShotObjectDetection"],
  inputs: { image: imageField(), candidate_labels: listField({ shape: "chips", maxItems: 200 }) },
  options: {
    threshold: onView(numberOption({ min: 0, max: 1, step: 0.01, default: 0.1 })),
    top_k: onView(maybeNumberOption({ min: 1, max: 10_000, step: 1, default: null })),
    /** Grounding DINO's own way: all labels in one text, as its processor joins them. Python's pipeline reads each alone. */
    together: toggleOption({ default: false }),
    text_threshold: numberOption({
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.25,
      when: { option: "together", equals: true },
    }),
    /** Labels that are not shown; their buttons stand beside the picture. */
    ignore_labels: onView(listOption({ default: [], hidden: true })),
  },
  output: Candidates,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
