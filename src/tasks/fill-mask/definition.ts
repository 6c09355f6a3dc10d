import * as v from "valibot";
import { lineItem, perLineOption } from "../common/lines/lines.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { listOption, numberOption } from "../options.ts";
import type { KeyOf } from "../words.ts";

/** What the model would put in the place of a mask; Python's names. */
const Candidate = v.object({
  score: v.number(),
  token: v.number(),
  token_str: v.string(),
  /** The whole text with it in place. */
  sequence: v.string(),
});
export type Candidate = v.InferOutput<typeof Candidate>;

const Filling = v.object({
  /** The text as the model read it, with its own mask. */
  text: v.string(),
  mask: v.string(),
  /** Each mask's candidates, best first; a text may hold more masks than the model reads of it. */
  masks: v.array(v.array(Candidate)),
});
export type Filling = v.InferOutput<typeof Filling>;

export const definition = defineTask({
  id: "fill-mask",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["MaskedLM"],
  inputs: { text: textField({ masks: true }) },
  options: {
    top_k: numberOption({ min: 1, max: 100, step: 1, default: 5 }),
    targets: listOption({ default: [] }),
    per_line: perLineOption,
  },
  output: v.array(lineItem(Filling)),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
