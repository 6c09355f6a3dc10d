import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "people-en",
    language: "en",
    input: {
      text: "Marie Curie was born in Warsaw and moved to Paris in 1891. She taught at the Sorbonne and, with Pierre Curie, discovered polonium, which they named after Poland.",
    },
  },
  {
    id: "news-en",
    language: "en",
    input: {
      text: "On Tuesday, Toyota said it would build a battery plant near Nagoya. Akio Toyoda met officials from Japan and Canada in Tokyo before the announcement.",
    },
  },
  {
    id: "history-zh",
    language: "zh-CN",
    input: {
      text: "1905年，詹天佑主持修建从北京到张家口的铁路。他曾在耶鲁大学学习土木工程，回国后在福州船政学堂任教。",
    },
  },
];
