import type { Example } from "../definition.ts";

export const examples: readonly Example[] = [
  { id: "town", language: "zh-CN", input: { audio: "examples/town.mp3" } },
  { id: "stop", language: "en", input: { audio: "examples/en_stop.wav" } },
  { id: "yes", language: "en", input: { audio: "examples/en_yes.wav" } },
];
