import * as v from "valibot";
import { Pixels } from "../../shared/media.ts";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import type { KeyOf } from "../words.ts";

const Enlarged = v.object({
  /** Python's answer: of the picture with its right and lower edges mirrored up to whole windows, so a little larger. */
  whole: Pixels,
  /** So many pixels along a side became of one. */
  scale: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type Enlarged = v.InferOutput<typeof Enlarged>;

export const definition = defineTask({
  id: "image-to-image",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageToImage"],
  inputs: { image: imageField() },
  options: {},
  output: Enlarged,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
