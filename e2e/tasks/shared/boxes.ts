import * as v from "valibot";
import { type Comparison, compareNumbers, compareScores } from "../../parity/comparison.ts";

const Found = v.array(
  v.object({
    label: v.string(),
    score: v.number(),
    box: v.object({ xmin: v.number(), ymin: v.number(), xmax: v.number(), ymax: v.number() }),
  }),
);

/** Boxes within a pixel: Python cuts off what lies behind the point. */
export function compareBoxes(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const sides = (value: unknown) => v.parse(Found, value).map(({ box }) => [box.xmin, box.ymin, box.xmax, box.ymax]);
  const scores = compareScores(ours, theirs, tolerance);
  if (scores.problem) return scores;
  const boxes = compareNumbers("labels, scores and boxes", sides(ours), sides(theirs), 1.5);
  return boxes.problem ? boxes : { ...scores, compared: boxes.compared };
}
