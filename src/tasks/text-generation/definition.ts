import { chatOptions } from "../common/chat/options.ts";
import { Story } from "../common/chat/story.ts";
import { defineTask } from "../definition.ts";
import { messagesField } from "../fields/messages.ts";
import { textField } from "../fields/text.ts";
import { choiceOption, listOption, toggleOption } from "../options.ts";

export const definition = defineTask({
  id: "text-generation",
  modality: "text",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["CausalLM"],
  inputs: {
    messages: messagesField({ when: { option: "mode", equals: "chat" } }),
    text: textField({ rows: 6, when: { option: "mode", equals: "prompt" } }),
  },
  options: {
    mode: choiceOption({ choices: ["chat", "prompt"], default: "chat", withoutTemplate: "prompt" }),
    ...chatOptions,
    enable_thinking: toggleOption({ default: true, when: { option: "mode", equals: "chat" } }),
    // The same as text, where the ids are not known: of a hosted model.
    prefix_text: listOption({ default: [], hidden: true }),
  },
  output: Story,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
