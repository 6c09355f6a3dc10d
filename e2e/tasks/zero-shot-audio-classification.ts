import { compareScores } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { audio: "file", candidate_labels: "textarea" },
  options: { hypothesis_template: "text" },
  parity: { compare: (ours, { output }, tolerance) => compareScores(ours, output, tolerance) },
};
