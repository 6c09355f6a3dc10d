import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "bread-en",
    language: "en",
    input: {
      source_sentence: "How do I bake bread?",
      sentences: [
        "Mix flour, water, salt and yeast, and let the dough rest",
        "面包怎么做？",
        "The bakery opens at seven",
        "The train leaves at noon",
      ],
    },
  },
  {
    id: "weather-zh",
    language: "zh-CN",
    input: {
      source_sentence: "明天会下雨吗？",
      sentences: ["天气预报说明天有阵雨", "Will it rain tomorrow?", "雨伞在门后面", "这道菜要放多少盐？"],
    },
  },
];
