import type { TaskContract } from "./shared/task.ts";
import { writingOptions, writingParity } from "./shared/writing.ts";

export const task: TaskContract = {
  inputs: { text: "textarea" },
  options: writingOptions,
  parity: writingParity,
};
