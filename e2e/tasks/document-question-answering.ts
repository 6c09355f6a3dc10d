import { compareAnswers } from "./shared/answers.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { image: "file", question: "text" },
  options: { max_new_tokens: "number", num_beams: "number" },
  parity: { compare: (ours, { output }, tolerance) => compareAnswers(ours, output, tolerance) },
};
