import * as v from "valibot";
import { TextMessage } from "../../../shared/media.ts";

/** A token that might have been, with the probability that the model gave it. */
const Candidate = v.object({ id: v.number(), text: v.string(), probability: v.number() });
export type Candidate = v.InferOutput<typeof Candidate>;

/** A token that was written, and the ten most probable ones at that place, best first. */
export const WrittenToken = v.object({ ...Candidate.entries, top: v.array(Candidate) });
export type WrittenToken = v.InferOutput<typeof WrittenToken>;

/** How fast it wrote: the wait for the first token, and the tokens of a second after it. */
const Speed = v.object({ firstTokenMs: v.number(), tokensPerSecond: v.nullable(v.number()) });

/** The conversation or prompt that was continued, and what the model wrote. */
export const Story = v.object({
  messages: v.nullable(v.array(TextMessage)),
  prompt: v.string(),
  text: v.string(),
  tokens: v.array(WrittenToken),
  /** What the model thinks of the place after them: of the end where it ended there, of the reader's choice in steps. */
  next: v.nullable(WrittenToken),
  promptTokens: v.number(),
  /** Of the prompt and what was given with it: tokens that were in memory from the run before. */
  keptTokens: v.number(),
  speed: v.nullable(Speed),
  /** `cut`: whoever wrote it broke off. */
  finish: v.nullable(v.picklist(["end", "length", "stop", "choice", "cut"])),
  /** Where `tokens` does not have all that were written: a provider may count them and not show them. */
  writtenTokens: v.optional(v.number()),
});
export type Story = v.InferOutput<typeof Story>;
