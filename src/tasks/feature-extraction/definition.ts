import * as v from "valibot";
import { Matrix } from "../../shared/media.ts";
import { defineTask } from "../definition.ts";
import { listField } from "../fields/list.ts";
import { choiceOption, toggleOption } from "../options.ts";
import type { KeyOf } from "../words.ts";

const shared = {
  /** All rows in one array, so that they cross to the page without a copy. */
  vectors: Matrix,
  /** Which text each vector (or each list of tokens) is of, ascending; left out where every text has its own. */
  places: v.optional(v.instance(Uint32Array)),
  /** What went in front of each text. */
  prefix: v.string(),
};

const TokenVectors = v.pipe(
  v.object({
    kind: v.literal("tokens"),
    ...shared,
    /** Of each text: the row of its first token; and the number of all rows at the end. */
    starts: v.instance(Uint32Array),
    tokens: v.array(v.array(v.string())),
  }),
  v.check(({ vectors, starts, tokens }) => starts.length === tokens.length + 1 && starts.at(-1) === vectors.rows),
);

/** One vector a text, or one vector a token where nothing is pooled. */
export const output = v.variant("kind", [v.object({ kind: v.literal("pooled"), ...shared }), TokenVectors]);
export type Output = v.InferOutput<typeof output>;

export const definition = defineTask({
  id: "feature-extraction",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  inputs: { texts: listField() },
  options: {
    pooling: choiceOption({ choices: ["auto", "mean", "cls", "last", "none"], default: "auto" }),
    normalize: toggleOption({ default: true }),
    prompt_name: choiceOption({ choices: ["auto", "none", "query", "passage"], default: "auto" }),
  },
  output,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
