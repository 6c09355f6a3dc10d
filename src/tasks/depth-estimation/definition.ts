import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import type { KeyOf } from "../words.ts";

/** A depth for each pixel of the picture, row by row. */
const DepthMap = v.pipe(
  v.object({
    width: v.pipe(v.number(), v.integer(), v.minValue(1)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1)),
    depths: v.instance(Float32Array),
    /** The same from 0, the least, to 255: Python's `depth`. */
    levels: v.instance(Uint8ClampedArray),
    /** Metres from the camera; or larger where it is nearer, of no unit. */
    unit: v.picklist(["metres", "nearness"]),
  }),
  v.check(({ width, height, depths, levels }) => depths.length === width * height && levels.length === depths.length),
);
export type DepthMap = v.InferOutput<typeof DepthMap>;

export const definition = defineTask({
  id: "depth-estimation",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["DepthEstimation"],
  inputs: { image: imageField({ live: true }) },
  options: {},
  output: DepthMap,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** What its views say. */
export type Key = KeyOf<typeof definition>;
