import { compareBoxes } from "./shared/boxes.ts";
import type { TaskContract } from "./shared/task.ts";

export const task: TaskContract = {
  inputs: { image: "file", candidate_labels: "textarea" },
  options: { threshold: "number", top_k: "number", together: "checkbox", text_threshold: "number" },
  parity: {
    compare: (ours, { output }, tolerance) => compareBoxes(ours, output, tolerance),
    // Python's pipeline reads each label by itself, its processor all in one text.
    neutral: { together: false, text_threshold: 0.25 },
  },
};
