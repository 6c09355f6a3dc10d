import { defineTask } from "../definition.ts";
import { textField } from "../fields/text.ts";
import { maybeNumberOption, numberOption, toggleOption } from "../options.ts";
import { Answers } from "./answer.ts";

export const definition = defineTask({
  id: "question-answering",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  // Models that write are asked in words (generative.ts).
  heads: ["QuestionAnswering", "Seq2SeqLM"],
  inputs: { question: textField({ rows: 1, maxLength: 2000 }), context: textField({ rows: 8 }) },
  options: {
    top_k: numberOption({ min: 1, max: 50, step: 1, default: 1 }),
    max_answer_len: numberOption({ min: 1, max: 200, step: 1, default: 15 }),
    handle_impossible_answer: toggleOption({ default: false }),
    align_to_words: toggleOption({ default: true }),
    max_seq_len: maybeNumberOption({ min: 8, max: 8192, step: 1, default: null }),
    doc_stride: maybeNumberOption({ min: 0, max: 4096, step: 1, default: null }),
  },
  output: Answers,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
