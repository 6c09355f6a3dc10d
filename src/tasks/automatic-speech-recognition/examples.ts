import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "chocolates", language: "en", input: { audio: "examples/en_chocolates.wav" } },
  {
    id: "library-tour",
    language: "en",
    input: { audio: "examples/library_tour.mp3" },
    options: { return_timestamps: true },
  },
  { id: "weather", language: "zh-CN", input: { audio: "examples/zh_weather.wav" } },
  { id: "tea", language: "zh-CN", input: { audio: "examples/zh_tea.wav" } },
];
