import * as v from "valibot";
import { type Comparison, compareNumbers } from "../parity/comparison.ts";
import { apart, MaskUrl } from "./shared/masks.ts";
import type { TaskContract } from "./shared/task.ts";

const Masks = v.array(v.strictObject({ score: v.number(), mask: MaskUrl }));

/** Scores best first, and masks of which 98 of 100 pixels are the same (intersection over union). */
function compareMasks(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const a = v.parse(Masks, ours);
  const b = v.parse(Masks, theirs);
  const scoresOf = (masks: typeof a) => masks.map(({ score }) => score);
  const scores = compareNumbers("scores and masks", scoresOf(a), scoresOf(b), tolerance);
  if (scores.problem) return scores;
  const worst = Math.max(0, ...a.map(({ mask }, index) => apart(mask, b[index]?.mask ?? "")));
  return worst <= 0.02 ? scores : { ...scores, problem: `a mask has an IoU of ${1 - worst}` };
}

export const task: TaskContract = {
  inputs: { image: "file" },
  options: { points: "textarea", box: "textarea" },
  parity: { compare: (ours, { output }, tolerance) => compareMasks(ours, output, tolerance) },
};
