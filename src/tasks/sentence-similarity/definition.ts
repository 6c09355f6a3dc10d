import * as v from "valibot";
import { defineTask } from "../definition.ts";
import { listField } from "../fields/list.ts";
import { textField } from "../fields/text.ts";
import { choiceOption } from "../options.ts";
import type { KeyOf } from "../words.ts";

export const definition = defineTask({
  id: "sentence-similarity",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  inputs: { source_sentence: textField({ rows: 2 }), sentences: listField() },
  options: {
    pooling: choiceOption({ choices: ["auto", "mean", "cls", "last"], default: "auto" }),
    prompt_name: choiceOption({ choices: ["auto", "none", "query", "passage"], default: "auto" }),
  },
  /**
   * Of each sentence to the source, in the order given: cosine similarity, or a cross-encoder's score; `null` where it is not
   * known yet.
   */
  output: v.array(v.nullable(v.number())),
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});

/** All that its view may say. */
export type Key = KeyOf<typeof definition>;
