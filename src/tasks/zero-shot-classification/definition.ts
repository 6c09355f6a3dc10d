import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { listField } from "../fields/list.ts";
import { textField } from "../fields/text.ts";
import { onView, textOption, toggleOption } from "../options.ts";

/** A candidate label, and the logits of "it follows" and "it contradicts". */
const Judged = v.object({ label: v.string(), entailment: v.number(), contradiction: v.number() });
export type Judged = v.InferOutput<typeof Judged>;

export const definition = defineTask({
  id: "zero-shot-classification",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["SequenceClassification"],
  inputs: { text: textField(), candidate_labels: listField({ shape: "chips", maxItems: 1000 }) },
  options: {
    hypothesis_template: textOption({ default: "This example is {}.", maxLength: 500 }),
    multi_label: onView(toggleOption({ default: false })),
  },
  /** In the order given. While it grows, the labels that were read so far. */
  output: v.array(Judged),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
