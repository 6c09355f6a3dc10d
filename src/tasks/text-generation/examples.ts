import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "capital-en", language: "en", input: { messages: ["What is the capital of France?"] } },
  { id: "story-en", language: "en", input: { messages: ["Write a very short story about a lighthouse keeper."] } },
  {
    id: "continue-en",
    language: "en",
    input: { text: "The lighthouse keeper looked out at the sea and" },
    options: { mode: "prompt", max_new_tokens: 60 },
  },
  // The embedded model answers in English; Qwen3 of the list answers in Chinese.
  { id: "greeting-zh", language: "zh-CN", input: { messages: ["你好！"] } },
];
