import { softmax } from "../../shared/generation/sampling.ts";
import type { Scored } from "../common/labels/scored.ts";
import type { Judged } from "./definition.ts";

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
