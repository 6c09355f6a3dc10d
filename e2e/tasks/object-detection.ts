import { compareBoxes } from "./shared/boxes.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { image: "file" },
  options: { threshold: "number" },
  parity: { compare: (ours, { output }, tolerance) => compareBoxes(ours, output, tolerance) },
};
