import { compareGenerated } from "./shared/generated.ts";
import type { TaskContract } from "./shared/task.ts";
import { withEarlyStopping } from "./shared/writing.ts";

export const task: TaskContract = {
  inputs: { messages: "textarea", "messages-json": "textarea", text: "textarea" },
  options: {
    mode: "select",
    max_new_tokens: "number",
    do_sample: "checkbox",
    temperature: "number",
    top_k: "number",
    top_p: "number",
    seed: "number",
    num_beams: "number",
    length_penalty: "number",
    early_stopping: "select",
    repetition_penalty: "number",
    no_repeat_ngram_size: "number",
    min_new_tokens: "number",
    stop: "textarea",
    enable_thinking: "checkbox",
    step: "checkbox",
  },
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
