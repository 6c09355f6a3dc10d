import { javascriptWriting, pythonWriting } from "../common/writing/snippet.ts";
import type { Snippet } from "../snippet.ts";

const { extra: _, ...python } = pythonWriting("image-to-text", "generated_text");
const settings = [
  "max_new_tokens",
  "min_new_tokens",
  "num_beams",
  "length_penalty",
  "no_repeat_ngram_size",
  "repetition_penalty",
];

export const snippet: Snippet = {
  javascript: {
    ...javascriptWriting,
    inputs: { text: null },
    notes: () => ["no-beams", "resize"],
    after: () => ["console.log(output[0].generated_text);"],
  },
  python: {
    ...python,
    model: "ORTModelForVision2Seq",
    parts: ["tokenizer", "image_processor"],
    inputs: { text: "prompt" },
    inside: Object.fromEntries(settings.map((name) => [name, "generate_kwargs"])),
    // This pipeline takes one beam, as we do, where neither reader nor checkpoint says more.
    before: () => [],
    notes: () => [],
  },
};
