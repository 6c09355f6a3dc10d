import * as v from "valibot";
import { Asked } from "../common/asked/asked.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { textField } from "../fields/text.ts";
import { maybeNumberOption } from "../options.ts";

export const definition = defineTask({
  id: "document-question-answering",
  modality: "multimodal",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["DocumentQuestionAnswering"],
  inputs: { image: imageField(), question: textField({ rows: 1, maxLength: 2000 }) },
  options: {
    max_new_tokens: maybeNumberOption({ min: 1, max: 4096, step: 1, default: null, isOwn: true }),
    num_beams: maybeNumberOption({ min: 1, max: 16, step: 1, default: null, isOwn: true }),
  },
  output: v.object({
    /** `null` where the model did not finish one, as in Python. */
    answer: v.nullable(v.string()),
    /** How likely the model held all that it wrote. */
    score: v.number(),
    /** What was asked of the same picture before, the last one first. */
    before: v.array(Asked),
  }),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
