import * as v from "valibot";
import { type Comparison, compareNumbers, compareTexts } from "../parity/comparison.ts";
import { apart, MaskUrl } from "./shared/masks.ts";
import type { TaskContract } from "./shared/task.ts";

const Segments = v.array(
  v.strictObject({
    label: v.string(),
    score: v.nullable(v.number()),
    mask: MaskUrl,
  }),
);

/** Labels in Python's order, scores nearly, and masks of which 98 of 100 pixels are the same (intersection over union). */
function compareSegments(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const a = v.parse(Segments, ours);
  const b = v.parse(Segments, theirs);
  const labels = compareTexts(
    "labels",
    a.map(({ label, score }) => [label, score === null]),
    b.map(({ label, score }) => [label, score === null]),
  );
  if (labels.problem) return labels;
  const scoresOf = (segments: typeof a) => segments.map(({ score }) => score ?? 0);
  const scores = compareNumbers("labels, scores and masks", scoresOf(a), scoresOf(b), tolerance);
  if (scores.problem) return scores;
  const shares = a.map(({ mask }, index) => apart(mask, b[index]?.mask ?? ""));
  const worst = Math.max(0, ...shares);
  return worst <= 0.02 ? scores : { ...scores, problem: `a mask has an IoU of ${1 - worst}` };
}

export const task: TaskContract = {
  inputs: { image: "file" },
  options: {
    subtask: "select",
    threshold: "number",
    mask_threshold: "number",
    overlap_mask_area_threshold: "number",
  },
  parity: { compare: (ours, { output }, tolerance) => compareSegments(ours, output, tolerance) },
};
