import { choiceOption, listOption, maybeNumberOption, numberOption, toggleOption } from "../../options.ts";

const sampling = { option: "do_sample", equals: true } as const;
const greedy = { option: "do_sample", equals: false } as const;

/** How a conversation is answered, under transformers' names. */
export const chatOptions = {
  max_new_tokens: numberOption({ min: 1, max: 4096, step: 1, default: 256 }),
  do_sample: toggleOption({ default: false }),
  temperature: maybeNumberOption({ min: 0.05, max: 2, step: 0.05, default: null, when: sampling }),
  top_k: maybeNumberOption({ min: 0, max: 1000, step: 1, default: null, isOwn: true, when: sampling }),
  top_p: maybeNumberOption({ min: 0.01, max: 1, step: 0.01, default: null, isOwn: true, when: sampling }),
  seed: maybeNumberOption({ min: 0, max: 4_294_967_295, step: 1, default: null, when: sampling }),
  num_beams: maybeNumberOption({ min: 1, max: 16, step: 1, default: null, isOwn: true, when: greedy }),
  length_penalty: maybeNumberOption({ min: -10, max: 10, step: 0.1, default: null, isOwn: true, when: greedy }),
  early_stopping: choiceOption({ choices: ["model", "false", "true", "never"], default: "model", when: greedy }),
  repetition_penalty: maybeNumberOption({ min: 0.1, max: 10, step: 0.01, default: null, isOwn: true }),
  no_repeat_ngram_size: maybeNumberOption({ min: 0, max: 100, step: 1, default: null, isOwn: true }),
  min_new_tokens: maybeNumberOption({ min: 0, max: 4096, step: 1, default: null, isOwn: true }),
  stop: listOption({ default: [] }),
  step: toggleOption({ default: false }),
  // Ids that the answer begins with, as the view has them from the reader's choices.
  prefix_ids: listOption({ default: [], hidden: true }),
} as const;
