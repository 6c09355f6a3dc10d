import type { Example } from "../definition.ts";

/** The checkpoint reads English alone: the words of the page are in the reader's language, the question in the paper's. */
export const examples: readonly Example[] = [
  { id: "total", language: "en", input: { image: "examples/receipt.png", question: "What is the total?" } },
  { id: "date", language: "en", input: { image: "examples/receipt.png", question: "What is the date?" } },
  {
    id: "number",
    language: "zh-CN",
    input: { image: "examples/receipt.png", question: "What is the receipt number?" },
  },
];
