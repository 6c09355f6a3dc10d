import * as v from "valibot";
import { lineItem, perLineOption } from "../common/lines/lines.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields.ts";
import { choiceOption, maybeNumberOption } from "../options.ts";

export const definition = defineTask({
  id: "text-classification",
  modality: "text",
  inputs: { text: textField({ rows: 5, maxLength: 1_000_000 }) },
  options: {
    top_k: maybeNumberOption({ min: 1, max: 1000, step: 1, default: 1 }),
    function_to_apply: choiceOption({ choices: ["auto", "softmax", "sigmoid", "none"], default: "auto" }),
    per_line: perLineOption,
  },
  /** Every label's score for each text, in the order of `labels`: ten thousand lines are as many small arrays. */
  output: v.object({ labels: v.array(v.string()), items: v.array(lineItem(v.instance(Float32Array))) }),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
