import type { Example } from "../definition.ts";

const options = { hypothesis_template: "This is a photo of {}." };

export const examples: readonly Example[] = [
  {
    id: "cat-en",
    language: "en",
    input: { image: "examples/cat.jpg", candidate_labels: ["a cat", "a dog", "a tiger", "a cushion"] },
    options,
  },
  {
    id: "coffee-en",
    language: "en",
    input: { image: "examples/coffee.jpg", candidate_labels: ["breakfast", "an office", "a garden", "a party"] },
    options,
  },
  {
    id: "astronaut-zh",
    language: "zh-CN",
    input: { image: "examples/astronaut.jpg", candidate_labels: ["宇航员", "医生", "飞行员", "老师"] },
    options: { hypothesis_template: "一张{}的照片。" },
  },
];
