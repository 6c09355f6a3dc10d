import * as v from "valibot";
import { type Comparison, compareTexts } from "../../parity/comparison.ts";
import type { Case } from "../../parity/reference.ts";
import type { Controls, Parity } from "./task.ts";

/** Of tasks that write one text from another. */
export const writingOptions = {
  max_new_tokens: "number",
  min_new_tokens: "number",
  num_beams: "number",
  length_penalty: "number",
  early_stopping: "select",
  no_repeat_ngram_size: "number",
  repetition_penalty: "number",
  truncation: "checkbox",
  per_line: "checkbox",
} as const satisfies Controls;

/** Of tasks that converse. */
export const chatOptions = {
  max_new_tokens: "number",
  do_sample: "checkbox",
  temperature: "number",
  top_k: "number",
  top_p: "number",
  seed: "number",
  num_beams: "number",
  length_penalty: "number",
  early_stopping: "select",
  repetition_penalty: "number",
  no_repeat_ngram_size: "number",
  min_new_tokens: "number",
  stop: "textarea",
  enable_thinking: "checkbox",
  step: "checkbox",
} as const satisfies Controls;

/** A choice of three here, of which Python writes two as booleans. */
export function withEarlyStopping({ options }: Case): Readonly<Record<string, unknown>> {
  const { early_stopping: early } = options;
  return early === undefined ? {} : { early_stopping: String(early) };
}

const Written = v.pipe(
  v.array(
    v.object({
      summary_text: v.optional(v.string()),
      translation_text: v.optional(v.string()),
      generated_text: v.optional(v.string()),
      tokens: v.optional(v.array(v.number())),
    }),
  ),
  v.length(1),
);

/** Of encoder-decoders: Python's ids begin with the one that starts the decoder, and may end with an end id. */
function compareWritten(ours: unknown, { output, intermediate }: Case): Comparison {
  const compared = "ids and text";
  const [a] = v.parse(Written, ours);
  const { generated_ids: ids, ended = false } = intermediate;
  if (ids) {
    const written = compareTexts(compared, a?.tokens, ids.slice(1, ended ? -1 : undefined));
    if (written.problem) return written;
  }
  const { tokens: _, ...text } = a ?? {};
  return compareTexts(compared, text, output === undefined ? text : v.parse(Written, output)[0]);
}

export const writingParity: Parity = { compare: compareWritten, toOptions: withEarlyStopping, forcesEnds: true };
