import { chatOptions } from "../common/chat/options.ts";
import { Story } from "../common/chat/story.ts";
import { defineTask } from "../definition.ts";
import { messagesField } from "../fields/messages.ts";
import { toggleOption } from "../options.ts";

export const definition = defineTask({
  id: "any-to-any",
  modality: "multimodal",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageTextToText"],
  inputs: {
    messages: messagesField({ parts: ["image", "audio"], frames: 8, also: ["text", "image", "audio", "video"] }),
  },
  options: { ...chatOptions, enable_thinking: toggleOption({ default: true }) },
  output: Story,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
