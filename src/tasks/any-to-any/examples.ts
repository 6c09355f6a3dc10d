import type { Example } from "../definition.ts";

// Each says how it is written, whatever the example before it had set.
const greedy = { do_sample: false, step: false } as const;

export const examples: readonly Example[] = [
  {
    id: "both",
    language: "en",
    input: {
      messages: ["examples/cat.jpg", "examples/en_chocolates.wav", "What is in the picture, and what is said?"],
    },
    options: greedy,
  },
  {
    id: "town",
    language: "en",
    input: { messages: ["examples/town.mp3", "What can be heard, one after the other?"] },
    options: greedy,
  },
  {
    id: "tea",
    language: "zh-CN",
    input: { messages: ["examples/coffee.jpg", "examples/zh_tea.wav", "录音里的人要喝的，和图片里的一样吗？"] },
    options: greedy,
  },
];
