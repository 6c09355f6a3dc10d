import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { imageField } from "../fields/image.ts";
import { numbersOption } from "../options.ts";
import type { KeyOf } from "../words.ts";
import { Box, Point } from "./prompt.ts";

const Mask = v.object({
  /** How well the model takes the mask to fit, about 0 to 1: SAM's `iou_scores`. */
  score: v.number(),
  /** In pixels of the picture. */
  area: v.number(),
  /** The smallest box around it; right and bottom are the first pixel outside. */
  bounds: v.object({ left: v.number(), top: v.number(), right: v.number(), bottom: v.number() }),
  /** Pairs of places in the picture's pixels, row by row: a stretch from the one up to, and without, the other. */
  stretches: v.instance(Uint32Array),
  /** A grey PNG of the size of the picture as it was given, 0 or 255: made where the model runs, as it would hold the page. */
  mask: v.instance(Uint8Array),
});
export type Mask = v.InferOutput<typeof Mask>;

export const definition = defineTask({
  id: "mask-generation",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["MaskGeneration"],
  inputs: { image: imageField() },
  options: {
    points: numbersOption<readonly Point[]>({
      schema: v.array(Point),
      default: [],
      example: [{ x: 120, y: 80, label: 1 }],
    }),
    box: numbersOption<Box | null>({
      schema: v.nullable(Box),
      default: null,
      example: { xmin: 40, ymin: 30, xmax: 200, ymax: 160 },
    }),
  },
  isPointedAt: true,
  /** Best first; none where nothing was pointed at. */
  output: v.array(Mask),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
