import type { Example } from "../definition.ts";

// Each says how it is written, whatever the example before it had set.
const greedy = { do_sample: false, step: false } as const;

export const examples: readonly Example[] = [
  {
    id: "tour",
    language: "en",
    input: { messages: ["examples/library_tour.mp3", "What does the speaker offer, and when is the garden open?"] },
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
    input: { messages: ["examples/zh_tea.wav", "他们明天下午做什么？"] },
    options: greedy,
  },
];
