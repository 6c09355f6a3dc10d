import { comparePlaces } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { question: "text", context: "textarea" },
  options: {
    top_k: "number",
    max_answer_len: "number",
    handle_impossible_answer: "checkbox",
    align_to_words: "checkbox",
    max_seq_len: "number",
    doc_stride: "number",
  },
  parity: { compare: (ours, { output }, tolerance) => comparePlaces(ours, output, tolerance) },
};
