import type { Example } from "../definition.ts";

// Each says how it is written, whatever the example before it had set.
const greedy = { do_sample: false, step: false } as const;

export const examples: readonly Example[] = [
  {
    id: "cat",
    language: "en",
    input: { messages: ["examples/cat.jpg", "What is in the picture?"] },
    options: greedy,
  },
  {
    id: "two",
    language: "en",
    input: { messages: ["examples/cat.jpg", "examples/coffee.jpg", "What do these two pictures have in common?"] },
    options: greedy,
  },
  { id: "coffee", language: "zh-CN", input: { messages: ["examples/coffee.jpg", "图片里有什么？"] }, options: greedy },
];
