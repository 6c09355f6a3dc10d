import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  {
    id: "town",
    language: "en",
    input: {
      audio: "examples/town.mp3",
      candidate_labels: ["a church bell", "a siren", "rain", "a person talking", "a dog"],
    },
  },
  {
    id: "speech",
    language: "zh-CN",
    input: {
      audio: "examples/zh_weather.wav",
      candidate_labels: ["a man talking", "a woman talking", "music", "applause"],
    },
  },
];
