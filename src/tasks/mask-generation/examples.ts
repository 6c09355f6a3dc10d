import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "cat",
    language: "en",
    input: { image: "examples/cat.jpg" },
    options: { points: [{ x: 250, y: 110, label: 1 }] },
  },
  {
    id: "coffee",
    language: "en",
    input: { image: "examples/coffee.jpg" },
    options: {
      points: [
        { x: 290, y: 150, label: 1 },
        { x: 120, y: 230, label: 0 },
      ],
    },
  },
  {
    id: "astronaut",
    language: "en",
    input: { image: "examples/astronaut.jpg" },
    options: { points: [{ x: 390, y: 440, label: 1 }] },
  },
];
