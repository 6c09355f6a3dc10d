import * as v from "valibot";
import { largestOf } from "../../../shared/generation/sampling.ts";

/** A label and how sure the model is of it, 0..1. */
export const Scored = v.object({ label: v.string(), score: v.number() });
export type Scored = v.InferOutput<typeof Scored>;

/** Labels by their scores, best first, at most `topK` of them; all where it is `null`. */
export function bestOf(labels: readonly string[], scores: ArrayLike<number>, topK: number | null): readonly Scored[] {
  return largestOf(scores, topK ?? scores.length).map(({ index, value }) => ({
    label: labels[index] ?? "",
    score: value,
  }));
}
