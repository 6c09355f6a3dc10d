import { chatOptions } from "../common/chat/options.ts";
import { defineTask } from "../definition.ts";
import { messagesField } from "../fields/messages.ts";
import { toggleOption } from "../options.ts";
import { Answer } from "./answer.ts";

export const definition = defineTask({
  id: "image-text-to-text",
  modality: "multimodal",
  words: { en: () => import("./messages/en.json"), "zh-CN": () => import("./messages/zh-CN.json") },
  heads: ["ImageTextToText"],
  usualFor: ["ImageTextToText"],
  inputs: { messages: messagesField({ parts: ["image"], also: ["text", "image"] }) },
  options: { ...chatOptions, enable_thinking: toggleOption({ default: true }) },
  output: Answer,
  models: async () => (await import("./models.ts")).models,
  examples: async () => (await import("./examples.ts")).examples,
});
