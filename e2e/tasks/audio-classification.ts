import { compareScores } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { audio: "file" },
  options: { top_k: "number", function_to_apply: "select" },
  parity: { compare: (ours, { output }, tolerance) => compareScores(ours, output, tolerance) },
};
