import type { Example } from "../definition.ts";

// Each says how it is written, whatever the example before it had set.
const greedy = { do_sample: false, step: false } as const;
const sampled = { do_sample: true, temperature: 0.8, seed: 7, step: false } as const;

export const examples: readonly Example[] = [
  { id: "capital-en", language: "en", input: { messages: ["What is the capital of France?"] }, options: greedy },
  {
    id: "story-en",
    language: "en",
    input: { messages: ["Write a very short story about a lighthouse keeper."] },
    options: sampled,
  },
  {
    id: "code-en",
    language: "en",
    input: { messages: ["Write a Python function that tells whether a number is prime."] },
    options: greedy,
  },
  {
    id: "continue-en",
    language: "en",
    input: { text: "The lighthouse keeper looked out at the sea and" },
    options: { ...greedy, mode: "prompt", max_new_tokens: 60 },
  },
  {
    id: "choose-en",
    language: "en",
    input: { text: "Once upon a time there was" },
    options: { mode: "prompt", step: true },
  },
  // The embedded model answers in English; Qwen3 of the list answers in Chinese.
  { id: "greeting-zh", language: "zh-CN", input: { messages: ["你好！"] }, options: greedy },
  {
    id: "story-zh",
    language: "zh-CN",
    input: { messages: ["写一个关于灯塔看守人的微型小说。"] },
    options: sampled,
  },
  {
    id: "code-zh",
    language: "zh-CN",
    input: { messages: ["写一个判断质数的 Python 函数，并简单说明。"] },
    options: greedy,
  },
  {
    id: "continue-zh",
    language: "zh-CN",
    input: { text: "从前，海边的灯塔里住着一位老人，他每天晚上" },
    options: { ...greedy, mode: "prompt", max_new_tokens: 60 },
  },
];
