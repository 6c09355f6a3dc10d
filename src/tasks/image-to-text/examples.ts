import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "cat", language: "en", input: { image: "examples/cat.jpg", text: "" } },
  { id: "coffee", language: "zh-CN", input: { image: "examples/coffee.jpg", text: "" } },
  { id: "begun", language: "en", input: { image: "examples/astronaut.jpg", text: "a photo of" } },
];
