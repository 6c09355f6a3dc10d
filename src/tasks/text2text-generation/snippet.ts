import { earlyStoppingOf, javascriptWriting, seq2seqFiles } from "../common/writing/snippet.ts";
import type { Snippet } from "../snippet.ts";

export const snippet: Snippet = {
  javascript: { ...javascriptWriting, after: () => ["console.log(output[0].generated_text);"] },
  python: {
    model: "ORTModelForSeq2SeqLM",
    parts: ["tokenizer"],
    files: seq2seqFiles,
    silent: ["per_line", "split", "early_stopping"],
    extra: earlyStoppingOf,
    after: () => ['print(output[0]["generated_text"])'],
  },
};
