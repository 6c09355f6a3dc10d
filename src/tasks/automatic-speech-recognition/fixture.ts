import { sampleSound } from "../common/audio/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

export const fixture = defineFixture(definition, {
  input: { audio: sampleSound(2) },
  options: { return_timestamps: true },
  empty: { text: "" },
  partial: { text: " Life was like", language: "en" },
  final: {
    text: " Life was like a box of chocolates. 你好。",
    language: "en",
    ms: 800,
    chunks: [
      { text: " Life was like a box of chocolates.", timestamp: [0, 1.2] },
      { text: " 你好。", timestamp: [1.2, null] },
    ],
  },
});
