import { compareNumbers } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { texts: "textarea" },
  options: { pooling: "select", normalize: "checkbox", prompt_name: "select" },
  parity: {
    compare: (ours, { output }, tolerance) => compareNumbers("vectors", ours, output, tolerance),
    neutral: { normalize: false, prompt_name: "none" },
  },
};
