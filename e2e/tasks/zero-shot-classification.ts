import * as v from "valibot";
import { type Comparison, compareScores, compareTexts } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

const Sequence = v.object({ sequence: v.string(), labels: v.array(v.string()), scores: v.array(v.number()) });

function compareSequence(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const listed = (value: unknown) => {
    const { labels, scores } = v.parse(Sequence, value);
    return labels.map((label, place) => ({ label, score: scores[place] }));
  };
  const sequence = (value: unknown) => v.parse(Sequence, value).sequence;
  const same = compareTexts("labels and scores", sequence(ours), sequence(theirs));
  return same.problem ? same : compareScores(listed(ours), listed(theirs), tolerance);
}

export const task: TaskContract = {
  inputs: { text: "textarea", candidate_labels: "textarea" },
  options: { hypothesis_template: "text", multi_label: "checkbox" },
  parity: { compare: (ours, { output }, tolerance) => compareSequence(ours, output, tolerance) },
};
