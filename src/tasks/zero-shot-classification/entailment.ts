import { softmax } from "../../shared/generation/sampling.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import type { Scored } from "../common/labels/scored.ts";
import type { Judged } from "./definition.ts";

/** Where a model of natural language inference says "it follows" and "it contradicts". */
export interface Inference {
  readonly entailment: number;
  readonly contradiction: number;
}

/** Place of the label that says "it follows", where the checkpoint has one by name. */
export function findEntailment(config: unknown): number | undefined {
  return configLabelsOf(config).named.find(([name]) => name.toLowerCase().startsWith("entail"))?.[1];
}

/**
 * As `ZeroShotClassificationPipeline`: the label that begins with "entail", in any case, else the last; the contradiction
 * is the first label, or the last where the first is the entailment.
 * @param count of the model's labels
 */
export function inferenceOf(config: unknown, count: number): Inference {
  const found = findEntailment(config) ?? count - 1;
  return { entailment: found, contradiction: found === 0 ? count - 1 : 0 };
}

/**
 * Best first, as `ZeroShotClassificationPipeline.postprocess`.
 * @param independent each candidate by itself: its entailment against its contradiction; else one of all candidates
 */
export function scoresOf(judged: readonly Judged[], independent: boolean): readonly Scored[] {
  const together = softmax(Float32Array.from(judged, ({ entailment }) => entailment));
  return judged
    .map(({ label, entailment, contradiction }, place) => {
      const alone = independent || judged.length === 1;
      const score = alone ? softmax(Float32Array.of(contradiction, entailment))[1] : together[place];
      return { label, score: score ?? Number.NaN };
    })
    .sort((a, b) => b.score - a.score);
}
