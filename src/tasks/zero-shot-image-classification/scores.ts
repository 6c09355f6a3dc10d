import { bestOf, type Scored } from "../common/labels/scored.ts";
import { scoresOf } from "../common/labels/scores.ts";
import type { Judged } from "./definition.ts";

/** Best first, as `ZeroShotImageClassificationPipeline.postprocess`. */
export function scoredOf({ labels, logits, scoring }: Judged): readonly Scored[] {
  return bestOf(labels, scoresOf(logits, scoring), null);
}
