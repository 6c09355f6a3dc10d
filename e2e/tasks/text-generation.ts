import { compareGenerated } from "./shared/generated.ts";
import type { TaskContract } from "./shared/task.ts";
import { chatOptions, withEarlyStopping } from "./shared/writing.ts";

export const task: TaskContract = {
  inputs: { messages: "textarea", "messages-json": "textarea", text: "textarea" },
  options: { mode: "select", ...chatOptions },
  parity: {
    compare: compareGenerated,
    toOptions(asked) {
      const { tokenizer_encode_kwargs: template } = asked.options;
      return {
        mode: "messages" in asked.inputs ? "chat" : "prompt",
        ...(typeof template === "object" && template),
        ...withEarlyStopping(asked),
      };
    },
    replaced: ["tokenizer_encode_kwargs"],
  },
};
