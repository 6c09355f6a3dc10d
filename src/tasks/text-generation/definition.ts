import * as v from "valibot";
import { ChatMessage } from "../../shared/media.ts";
import { defineTask } from "../definition.ts";
import { messagesField, textField } from "../fields.ts";
import { choiceOption, listOption, maybeNumberOption, numberOption, toggleOption } from "../options.ts";

/** A token that might have been, with the probability that the model gave it. */
const Candidate = v.object({ id: v.number(), text: v.string(), probability: v.number() });
export type Candidate = v.InferOutput<typeof Candidate>;

/** A token that was written, and the ten most probable ones at that place, best first. */
export const WrittenToken = v.object({ ...Candidate.entries, top: v.array(Candidate) });
export type WrittenToken = v.InferOutput<typeof WrittenToken>;

/** How fast it wrote: the wait for the first token, and the tokens of a second after it. */
const Speed = v.object({ firstTokenMs: v.number(), tokensPerSecond: v.nullable(v.number()) });

/** The conversation or prompt that was continued, and what the model wrote. */
export const output = v.object({
  messages: v.nullable(v.array(ChatMessage)),
  prompt: v.string(),
  text: v.string(),
  tokens: v.array(WrittenToken),
  /** What the model thinks of the place after them: of the end where it ended there, of the reader's choice in steps. */
  next: v.nullable(WrittenToken),
  promptTokens: v.number(),
  /** Of the prompt and what was given with it: tokens that were in memory from the run before. */
  keptTokens: v.number(),
  speed: v.nullable(Speed),
  finish: v.nullable(v.picklist(["end", "length", "stop", "choice"])),
});
export type Story = v.InferOutput<typeof output>;

const sampling = { option: "do_sample", equals: true } as const;
const greedy = { option: "do_sample", equals: false } as const;

export const definition = defineTask({
  id: "text-generation",
  modality: "text",
  inputs: {
    messages: messagesField({ when: { option: "mode", equals: "chat" } }),
    text: textField({ rows: 6, when: { option: "mode", equals: "prompt" } }),
  },
  options: {
    mode: choiceOption({ choices: ["chat", "prompt"], default: "chat" }),
    max_new_tokens: numberOption({ min: 1, max: 4096, step: 1, default: 256 }),
    do_sample: toggleOption({ default: false }),
    temperature: numberOption({ min: 0.05, max: 2, step: 0.05, default: 0.7, when: sampling }),
    top_k: maybeNumberOption({ min: 1, max: 1000, step: 1, default: 50, when: sampling }),
    top_p: numberOption({ min: 0.01, max: 1, step: 0.01, default: 1, when: sampling }),
    seed: maybeNumberOption({ min: 0, max: 4_294_967_295, step: 1, default: null, when: sampling }),
    num_beams: numberOption({ min: 1, max: 16, step: 1, default: 1, when: greedy }),
    length_penalty: numberOption({ min: -10, max: 10, step: 0.1, default: 1, when: greedy }),
    early_stopping: choiceOption({ choices: ["false", "true", "never"], default: "false", when: greedy }),
    repetition_penalty: numberOption({ min: 0.1, max: 10, step: 0.01, default: 1 }),
    no_repeat_ngram_size: numberOption({ min: 0, max: 100, step: 1, default: 0 }),
    min_new_tokens: numberOption({ min: 0, max: 4096, step: 1, default: 0 }),
    stop: listOption({ default: [] }),
    enable_thinking: toggleOption({ default: true, when: { option: "mode", equals: "chat" } }),
    step: toggleOption({ default: false }),
    // Ids that the answer begins with, as the view has them from the reader's choices.
    prefix_ids: listOption({ default: [], hidden: true }),
  },
  output,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
