import { perLineOption } from "../common/lines/lines.ts";
import { writingOptions } from "../common/writing/options.ts";
import { writtenLines } from "../common/writing/written.ts";
import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { choiceOption, textOption } from "../options.ts";

export const definition = defineTask({
  id: "translation",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["Seq2SeqLM"],
  inputs: { text: textField({ rows: 6 }) },
  options: {
    src_lang: textOption({ maxLength: 100, default: "", suggests: "languages" }),
    tgt_lang: textOption({ maxLength: 100, default: "", suggests: "languages" }),
    split: choiceOption({ choices: ["auto", "sentences", "whole"], default: "auto" }),
    ...writingOptions,
    per_line: perLineOption,
  },
  output: writtenLines,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
