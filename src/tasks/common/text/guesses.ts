import * as v from "valibot";

/** The two ways to learn from text alone: from what stands on both sides of a hidden token, or from what stands before it. */
export type GuessedBy = "masked" | "causal";

/** A token as a model reads it. */
const ReadToken = v.object({
  id: v.number(),
  /** What of the text it stands for; of special and unknown tokens, and of parts of a character, as the vocabulary writes it. */
  text: v.string(),
  /** In the text, in code points; 0, 0 for special tokens. */
  start: v.number(),
  end: v.number(),
  isSpecial: v.boolean(),
});
export type ReadToken = v.InferOutput<typeof ReadToken>;

/** What a model says of the token that stands at one place, without seeing it. */
const Guess = v.object({
  place: v.number(),
  /** Of the token that stands there. */
  probability: v.number(),
  /** Its negative logarithm, in nats. */
  loss: v.number(),
  /** Of the token that stands there among all; 1 is the likeliest. */
  rank: v.number(),
  /** The likeliest tokens, best first. */
  top: v.array(v.object({ id: v.number(), text: v.string(), probability: v.number() })),
});
export type Guess = v.InferOutput<typeof Guess>;

/** How much each token looks at each, in one layer of a real run: `[heads, tokens, tokens]`, each row adds up to 1. */
const AttentionLayer = v.object({ heads: v.number(), weights: v.instance(Float32Array) });
export type AttentionLayer = v.InferOutput<typeof AttentionLayer>;

export const Guesses = v.object({
  tokens: v.array(ReadToken),
  /** Whether the text goes on behind what was read. */
  isCut: v.boolean(),
  guesses: v.array(Guess),
  /** Layer by layer; empty where the graph does not give it, or where the answer is of several runs. */
  attention: v.array(AttentionLayer),
});
export type Guesses = v.InferOutput<typeof Guesses>;

/** @param hidden places of tokens that are hidden together, of a masked model; left out, each is hidden alone */
export const GuessRequest = v.object({ text: v.string(), hidden: v.optional(v.array(v.number())) });
export type GuessRequest = v.InferOutput<typeof GuessRequest>;

/** A mean over tokens, and what it amounts to: among how many equally likely tokens the model is as unsure. */
export interface Perplexity {
  readonly tokens: number;
  /** In nats. */
  readonly meanLoss: number;
  readonly perplexity: number;
}

/**
 * `exp` of the mean loss. Of a causal model that reads a text once, this is `exp(loss)` of Python's `labels=input_ids`; of a
 * masked one that hides each token alone, the pseudo-perplexity of Salazar et al. (2020, https://arxiv.org/abs/1910.14659).
 */
export function perplexityOf(guesses: readonly Pick<Guess, "loss">[]): Perplexity | undefined {
  if (guesses.length === 0) return undefined;
  const meanLoss = guesses.reduce((sum, { loss }) => sum + loss, 0) / guesses.length;
  return { tokens: guesses.length, meanLoss, perplexity: Math.exp(meanLoss) };
}
