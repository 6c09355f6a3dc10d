import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "question-en",
    language: "en",
    input: {
      text: "Answer the question from the text. Text: The library opens at nine and closes at six, but on Fridays it stays open until eight. Question: When does the library close on Fridays?",
    },
  },
  { id: "rewrite-en", language: "en", input: { text: "Write this sentence in a polite way: Send me the report now." } },
  {
    id: "language-zh",
    language: "zh-CN",
    input: { text: "What language is this text in? Text: 今天天气很好。" },
  },
];
