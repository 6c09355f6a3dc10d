import type { TaskContract } from "./shared/task.ts";
import { writingOptions, writingParity } from "./shared/writing.ts";

export const task: TaskContract = {
  inputs: { text: "textarea" },
  options: { src_lang: "text", tgt_lang: "text", split: "select", ...writingOptions },
  parity: writingParity,
};
