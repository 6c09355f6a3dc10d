import type { Recipe, SnippetRun } from "../../snippet.ts";

/** Code for options that are Python's `True`, `False` or a word. */
export function earlyStoppingOf({ options }: SnippetRun): Readonly<Record<string, string>> {
  const { early_stopping: early } = options;
  if (early === "true") return { early_stopping: "True" };
  if (early === "false") return { early_stopping: "False" };
  return early === "never" ? { early_stopping: '"never"' } : {};
}

/** transformers.js knows no beams and reads no further than the model's maximum. */
export const javascriptWriting = {
  silent: ["per_line", "split", "truncation"],
  names: { num_beams: null, length_penalty: null, early_stopping: null, min_new_tokens: "min_new_tokens" },
  notes: () => ["no-beams", "no-windows"],
} as const satisfies Recipe;

/** Optimum takes the merged decoder for both roles only where it is named for both. */
export const seq2seqFiles = {
  encoder_file_name: "encoder_model",
  decoder_file_name: "decoder_model_merged",
  decoder_with_past_file_name: "decoder_model_merged",
} as const;
