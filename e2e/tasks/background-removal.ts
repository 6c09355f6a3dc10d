import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { image: "file" },
  options: {},
};
