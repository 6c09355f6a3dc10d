import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "chocolates", language: "en", input: { audio: "examples/en_chocolates.wav" } },
  { id: "weather", language: "zh-CN", input: { audio: "examples/zh_weather.wav" } },
];
