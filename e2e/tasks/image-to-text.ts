import { compareGenerated } from "./shared/generated.ts";
import type { TaskContract } from "./shared/task.ts";
import { withEarlyStopping, writingOptions } from "./shared/writing.ts";

const { truncation: _truncation, per_line: _lines, ...options } = writingOptions;

export const task: TaskContract = {
  inputs: { image: "file", text: "text" },
  options,
  parity: { compare: compareGenerated, toOptions: withEarlyStopping },
};
