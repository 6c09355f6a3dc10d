import type { PythonRecipe, Recipe, SnippetRun } from "../../snippet.ts";

/** Code for options that are Python's `True`, `False` or a word. */
function earlyStoppingOf({ options }: SnippetRun): Readonly<Record<string, string>> {
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

const leavesBeams = ({ options }: SnippetRun) => options.num_beams === null || options.num_beams === undefined;

/**
 * Where the reader leaves the beams open, Python's pipelines take 4 unless the checkpoint names its own: the program
 * asks the checkpoint as the page does, and takes one where it is silent.
 * @param taskKey of `task_specific_params`, whose settings go over the general ones
 */
export function pythonWriting(taskKey: string, returned: string): PythonRecipe {
  return {
    model: "ORTModelForSeq2SeqLM",
    parts: ["tokenizer"],
    // Optimum takes the merged decoder for both roles only where it is named for both.
    files: {
      encoder_file_name: "encoder_model",
      decoder_file_name: "decoder_model_merged",
      decoder_with_past_file_name: "decoder_model_merged",
    },
    silent: ["per_line", "split", "early_stopping"],
    before: (run) =>
      leavesBeams(run) ? [`own = (model.config.task_specific_params or {}).get("${taskKey}", {})`] : [],
    extra: (run): Readonly<Record<string, string>> => ({
      ...(leavesBeams(run) && { num_beams: 'own.get("num_beams", model.generation_config.num_beams)' }),
      ...earlyStoppingOf(run),
    }),
    after: () => [`print(output[0]["${returned}"])`],
    notes: (run) => (leavesBeams(run) ? ["own-beams"] : []),
  };
}
