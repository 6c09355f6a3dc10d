import type { Example } from "../definition.ts";

/** Labels in English for all: none of the families was taught another language. */
export const examples: readonly Example[] = [
  {
    id: "cat-en",
    language: "en",
    input: { image: "examples/cat.jpg", candidate_labels: ["a cat", "an ear", "an eye"] },
  },
  {
    id: "coffee-en",
    language: "en",
    input: { image: "examples/coffee.jpg", candidate_labels: ["a cup", "a saucer", "a spoon"] },
  },
  {
    id: "astronaut-zh",
    language: "zh-CN",
    input: { image: "examples/astronaut.jpg", candidate_labels: ["a face", "a flag", "a rocket", "a spacesuit"] },
  },
];
