import { perLineOption } from "../common/lines/lines.ts";
import { writingOptions } from "../common/writing/options.ts";
import { writtenLines } from "../common/writing/written.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";

export const definition = defineTask({
  id: "text2text-generation",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["Seq2SeqLM"],
  usualFor: ["Seq2SeqLM"],
  inputs: { text: textField({ rows: 6 }) },
  options: { ...writingOptions, per_line: perLineOption },
  output: writtenLines,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
