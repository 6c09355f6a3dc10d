import type { Example } from "../definition.ts";

const [astronaut, cat, coffee] = ["examples/astronaut.jpg", "examples/cat.jpg", "examples/coffee.jpg"] as const;

export const examples: readonly Example[] = [
  { id: "cat", language: "en", input: { images: [cat] }, options: { pool: false } },
  { id: "three", language: "en", input: { images: [astronaut, cat, coffee] }, options: { pool: true } },
];
