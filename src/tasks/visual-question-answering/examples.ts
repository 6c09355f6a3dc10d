import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "colour-en", language: "en", input: { image: "examples/shapes.png", question: "What color is the circle?" } },
  { id: "count-en", language: "en", input: { image: "examples/shapes.png", question: "How many shapes are there?" } },
  { id: "shape-zh", language: "zh-CN", input: { image: "examples/shapes.png", question: "哪个形状是蓝色的？" } },
  { id: "there-zh", language: "zh-CN", input: { image: "examples/shapes.png", question: "图中有三角形吗？" } },
];
