import * as v from "valibot";
import { Asked } from "../common/asked/asked.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { textField } from "../fields/text.ts";
import { maybeNumberOption, onView } from "../options.ts";

export const definition = defineTask({
  id: "visual-question-answering",
  modality: "multimodal",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  // Whatever chats about pictures answers a question about one.
  heads: ["VisualQuestionAnswering", "ImageTextToText"],
  inputs: { image: imageField(), question: textField({ rows: 1, maxLength: 2000 }) },
  options: { top_k: onView(maybeNumberOption({ min: 1, max: 10_000, step: 1, default: 5 })) },
  output: v.object({
    /** All that the model knows, or the one that it wrote. */
    answers: v.array(v.string()),
    /** Of each answer, in the same place. */
    scores: v.instance(Float32Array),
    /** What was asked of the same picture before, the last one first. */
    before: v.array(Asked),
  }),
  unpublished: ["ViLT", "BLIP"],
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
