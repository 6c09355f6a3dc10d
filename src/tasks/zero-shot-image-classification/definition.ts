import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { listField } from "../fields/list.ts";
import { textOption } from "../options.ts";

/** Labels in the order given, and each one's logit in the same place. While it grows, those that were read so far. */
const Judged = v.pipe(
  v.object({
    labels: v.array(v.string()),
    logits: v.instance(Float32Array),
    /** Softmax: the labels share 100%. Sigmoid: each is judged alone. */
    scoring: v.picklist(["softmax", "sigmoid"]),
  }),
  v.check(({ labels, logits }) => labels.length === logits.length, "a logit for each label"),
);
export type Judged = v.InferOutput<typeof Judged>;

export const definition = defineTask({
  id: "zero-shot-image-classification",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  // Models that hold a picture against texts have no head: one that has any was trained for something else.
  heads: [],
  inputs: { image: imageField(), candidate_labels: listField({ shape: "chips", maxItems: 1000 }) },
  options: { hypothesis_template: textOption({ default: "This is a photo of {}.", maxLength: 500 }) },
  output: Judged,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
