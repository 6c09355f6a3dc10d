import * as v from "valibot";
import { scoreFunctions } from "../common/labels/scores.ts";
import { lineItem, perLineOption } from "../common/lines/lines.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { choiceOption, maybeNumberOption, onView } from "../options.ts";
import type { KeyOf } from "../words.ts";

export const definition = defineTask({
  id: "text-classification",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["SequenceClassification"],
  inputs: { text: textField({ rows: 5, maxLength: 1_000_000 }) },
  options: {
    top_k: onView(maybeNumberOption({ min: 1, max: 1000, step: 1, default: 1 })),
    function_to_apply: onView(choiceOption({ choices: ["auto", ...scoreFunctions], default: "auto" })),
    per_line: perLineOption,
  },
  output: v.object({
    labels: v.array(v.string()),
    /** What makes scores of the logits where the reader leaves it to the checkpoint. */
    usual: v.picklist(scoreFunctions),
    /** Every label's logit for each text, in the order of `labels`: ten thousand lines are as many small arrays. */
    items: v.array(lineItem(v.instance(Float32Array))),
  }),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
