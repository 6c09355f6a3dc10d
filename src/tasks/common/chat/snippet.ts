import type { SnippetRun } from "../../snippet.ts";

/** What neither library has, or the program says in another way. */
export const silentInChats = ["seed", "enable_thinking", "step", "prefix_ids"] as const;

/** What `generate` takes. */
export const chatSettings = [
  "max_new_tokens",
  "min_new_tokens",
  "do_sample",
  "temperature",
  "top_k",
  "top_p",
  "num_beams",
  "length_penalty",
  "repetition_penalty",
  "no_repeat_ngram_size",
] as const;

export function hasBeams({ options }: SnippetRun): boolean {
  return options.do_sample !== true && Number(options.num_beams) > 1;
}

/** The two arguments that decide most, for Python's `generate`. */
export function pythonArguments({ options }: SnippetRun): string {
  const isSampled = options.do_sample === true ? "True" : "False";
  return `max_new_tokens=${Number(options.max_new_tokens)}, do_sample=${isSampled}`;
}
