import * as v from "valibot";
import { Scored } from "../common/labels/scored.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields.ts";
import { maybeNumberOption } from "../options.ts";

export const definition = defineTask({
  id: "image-classification",
  modality: "vision",
  inputs: { image: imageField() },
  options: { top_k: maybeNumberOption({ min: 1, max: 1000, step: 1, default: 5 }) },
  output: v.array(Scored),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
