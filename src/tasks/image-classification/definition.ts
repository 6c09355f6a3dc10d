import * as v from "valibot";
import { scoreFunctions } from "../common/labels/scores.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { choiceOption, maybeNumberOption, onView } from "../options.ts";

export const definition = defineTask({
  id: "image-classification",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageClassification"],
  inputs: { image: imageField({ live: true }) },
  options: {
    top_k: onView(maybeNumberOption({ min: 1, max: 1000, step: 1, default: 5 })),
    function_to_apply: choiceOption({ choices: ["auto", ...scoreFunctions], default: "auto" }),
  },
  /** Every label, and its score in the same place; none of either before the answer. */
  output: v.object({ labels: v.array(v.string()), scores: v.instance(Float32Array) }),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
