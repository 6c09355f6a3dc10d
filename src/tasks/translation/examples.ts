import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "letter-en",
    language: "en",
    input: {
      text: "Dear neighbours,\n\nThe lift will be out of service on Monday morning. Please use the stairs. If you need help with heavy bags, call the number on the door.",
    },
    options: { split: "sentences" },
  },
  {
    id: "weather-zh",
    language: "zh-CN",
    input: { text: "今天天气很好，我们打算去公园散步。你要不要一起来？" },
    options: { src_lang: "zh", tgt_lang: "en" },
  },
];
