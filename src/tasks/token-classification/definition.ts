import * as v from "valibot";
import { lineItem, perLineOption } from "../common/lines/lines.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { choiceOption, listOption, maybeNumberOption, onView } from "../options.ts";
import { Groupings } from "./entity.ts";
import { strategies } from "./strategies.ts";

export const definition = defineTask({
  id: "token-classification",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["TokenClassification"],
  inputs: { text: textField() },
  options: {
    aggregation_strategy: onView(choiceOption({ choices: strategies, default: "simple" })),
    ignore_labels: onView(listOption({ default: ["O"] })),
    /** By how many tokens windows of a long text overlap; `null` leaves it to us. */
    stride: maybeNumberOption({ min: 0, max: 4096, step: 1, default: null }),
    per_line: perLineOption,
  },
  output: v.array(lineItem(Groupings)),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
