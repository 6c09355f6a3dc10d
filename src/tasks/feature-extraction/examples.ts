import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "mixed-en",
    language: "en",
    input: {
      texts: [
        "How do I bake bread?",
        "A recipe for sourdough with rye flour",
        "When does the last train leave?",
        "The platform for the night train has changed",
        "面包怎么做？",
        "末班车几点开？",
      ],
    },
  },
  {
    id: "mixed-zh",
    language: "zh-CN",
    input: {
      texts: [
        "南瓜的家常做法",
        "清炒南瓜丝：嫩南瓜半个，葱、盐、白糖适量",
        "北京今天天气晴朗，最高气温三十度",
        "明天会下雨吗？",
        "How do I cook pumpkin?",
        "Will it rain tomorrow?",
      ],
    },
  },
];
