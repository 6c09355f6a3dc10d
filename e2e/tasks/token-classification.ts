import { comparePlaces } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { text: "textarea" },
  options: { aggregation_strategy: "select", ignore_labels: "textarea", stride: "number", per_line: "checkbox" },
  parity: { compare: (ours, { output }, tolerance) => comparePlaces(ours, output, tolerance) },
};
