import { largestOf, softmax } from "../../../../shared/generation/sampling.ts";
import type { Tokenizer } from "../../../ports.ts";
import type { WrittenToken } from "../story.ts";

/** As many rivals as a reader looks at. */
const rivals = 10;

/** A token with its probability by the model's own logits, before any sampling option, and the best at its place. */
export function describeToken(id: number, logits: Float32Array, tokenizer: Pick<Tokenizer, "decode">): WrittenToken {
  const probabilities = softmax(logits);
  const top = largestOf(probabilities, rivals).map(({ index, value }) => ({
    id: index,
    text: tokenizer.decode([index]),
    probability: value,
  }));
  return { id, text: tokenizer.decode([id]), probability: probabilities[id] ?? 0, top };
}

/** A character of several tokens shows as U+FFFD until its last one is there. */
export function withoutCutCharacter(text: string): string {
  return text.replace(/\uFFFD+$/u, "");
}
