import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "cat", language: "en", input: { image: "examples/cat.jpg" } },
  { id: "coffee", language: "en", input: { image: "examples/coffee.jpg" } },
];
