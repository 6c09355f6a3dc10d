import * as v from "valibot";
import { Matrix } from "../../shared/media.ts";
import { defineTask } from "../definition.ts";
import { imagesField } from "../fields/images.ts";
import { toggleOption } from "../options.ts";
import type { KeyOf } from "../words.ts";

/** How a picture's last tokens lie over it, row by row. */
const Grid = v.object({
  columns: v.number(),
  rows: v.number(),
  /** Tokens before the first patch: the one that stands for all, and registers. */
  skipped: v.number(),
  /** What the patches cover, as shares of the picture's sides; a cropped picture is not covered up to its edges. */
  area: v.object({ left: v.number(), top: v.number(), width: v.number(), height: v.number() }),
});
export type Grid = v.InferOutput<typeof Grid>;

const Seen = v.object({
  /** What Python gives without `pool`; `null` where several pictures are pooled. */
  tokens: v.nullable(v.instance(Float32Array)),
  /** Of the tokens: `[tokens, d]`; a model without tokens has other shapes. */
  shape: v.array(v.number()),
  /** `null` where the model's tokens are no patches. */
  grid: v.nullable(Grid),
});
export type Seen = v.InferOutput<typeof Seen>;

const Features = v.pipe(
  v.object({
    /** One vector a picture: what the model's pooler gives, else its first token. */
    pooled: Matrix,
    pictures: v.array(Seen),
  }),
  v.check(({ pooled, pictures }) => pooled.rows === pictures.length, "a vector for each picture"),
);
export type Features = v.InferOutput<typeof Features>;

export const definition = defineTask({
  id: "image-feature-extraction",
  modality: "vision",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  inputs: { images: imagesField() },
  options: { pool: toggleOption({ default: false }) },
  output: Features,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** What its views say. */
export type Key = KeyOf<typeof definition>;
