import { compareNumbers } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { images: "file" },
  options: { pool: "checkbox" },
  parity: { compare: (ours, { output }, tolerance) => compareNumbers("vectors", ours, output, tolerance) },
};
