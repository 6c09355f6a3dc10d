import * as v from "valibot";
import { Scored } from "../common/labels/scored.ts";
import { defineTask } from "../definition.ts";
import { listField, textField } from "../fields.ts";
import { textOption, toggleOption } from "../options.ts";

export const definition = defineTask({
  id: "zero-shot-classification",
  modality: "text",
  inputs: { text: textField(), candidate_labels: listField({ shape: "chips", maxItems: 1000 }) },
  options: {
    hypothesis_template: textOption({ default: "This example is {}.", maxLength: 500 }),
    multi_label: toggleOption({ default: false }),
  },
  /** Best first. While it grows, the labels that were read so far. */
  output: v.array(Scored),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
