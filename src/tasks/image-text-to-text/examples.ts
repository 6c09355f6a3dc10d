import type { Example } from "../definition.ts";

// Each says how it is written, whatever the example before it had set.
const greedy = { do_sample: false, step: false } as const;

const florence = { language: "en", family: "florence", options: greedy } as const;

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
  // Florence-2 is asked by tokens (`phrases.ts`), whichever language its reader speaks.
  {
    id: "florence-caption",
    ...florence,
    input: { messages: ["examples/cat.jpg", "<MORE_DETAILED_CAPTION>"] },
  },
  { id: "florence-objects", ...florence, input: { messages: ["examples/coffee.jpg", "<OD>"] } },
  {
    id: "florence-outline",
    ...florence,
    input: { messages: ["examples/cat.jpg", "<REFERRING_EXPRESSION_SEGMENTATION>the cat"] },
  },
  { id: "coffee", language: "zh-CN", input: { messages: ["examples/coffee.jpg", "图片里有什么？"] }, options: greedy },
];
