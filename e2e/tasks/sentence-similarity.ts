import { compareNumbers } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { source_sentence: "text", sentences: "textarea" },
  options: { pooling: "select", prompt_name: "select" },
  parity: {
    compare: (ours, { output }, tolerance) => compareNumbers("cosines", ours, output, tolerance),
    neutral: { prompt_name: "none" },
  },
};
