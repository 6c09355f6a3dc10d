import { chatOptions } from "../common/chat/options.ts";
import { Story } from "../common/chat/story.ts";
import { defineTask } from "../definition.ts";
import { messagesField } from "../fields/messages.ts";
import { toggleOption } from "../options.ts";

export const definition = defineTask({
  id: "audio-text-to-text",
  modality: "multimodal",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["SpeechSeq2Seq"],
  inputs: { messages: messagesField({ parts: ["audio"], also: ["text", "audio"] }) },
  options: { ...chatOptions, enable_thinking: toggleOption({ default: true }) },
  output: Story,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
