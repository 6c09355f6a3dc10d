import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: {
    names: {
      max_answer_len: null,
      handle_impossible_answer: null,
      align_to_words: null,
      max_seq_len: null,
      doc_stride: null,
    },
    notes: () => ["offsets", "no-windows"],
  },
  python: {
    model: "ORTModelForQuestionAnswering",
    parts: ["tokenizer"],
    named: true,
  },
};
