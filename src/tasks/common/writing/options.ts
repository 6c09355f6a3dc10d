import { choiceOption, maybeNumberOption, toggleOption } from "../../options.ts";

const maybe = { default: null, isOwn: true } as const;

/** What every encoder-decoder task lets the reader choose; left empty, the checkpoint's own setting counts. */
export const writingOptions = {
  max_new_tokens: maybeNumberOption({ min: 1, max: 4096, step: 1, ...maybe }),
  min_new_tokens: maybeNumberOption({ min: 0, max: 4096, step: 1, ...maybe }),
  num_beams: maybeNumberOption({ min: 1, max: 16, step: 1, ...maybe }),
  length_penalty: maybeNumberOption({ min: -10, max: 10, step: 0.1, ...maybe }),
  early_stopping: choiceOption({ choices: ["model", "false", "true", "never"], default: "model" }),
  no_repeat_ngram_size: maybeNumberOption({ min: 0, max: 100, step: 1, ...maybe }),
  repetition_penalty: maybeNumberOption({ min: 0.1, max: 10, step: 0.01, ...maybe }),
  truncation: toggleOption({ default: false }),
};
