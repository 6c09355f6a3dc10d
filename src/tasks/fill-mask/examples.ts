import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "one-en", language: "en", input: { text: "Paris is the [MASK] of France." } },
  { id: "two-en", language: "en", input: { text: "She [MASK] her umbrella because of the [MASK]." } },
  {
    id: "jobs-en",
    language: "en",
    input: { text: "The nurse said that [MASK] would be late.\nThe engineer said that [MASK] would be late." },
    options: { per_line: true, targets: ["he", "she", "they"] },
  },
  { id: "one-zh", language: "zh-CN", input: { text: "北京是中国的[MASK]都。" } },
  { id: "two-zh", language: "zh-CN", input: { text: "今天天气很[MASK]，我们去公园散[MASK]。" } },
];
