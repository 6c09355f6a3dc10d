import type { ChatMessage } from "../../shared/media.ts";
import { sampleSound } from "../common/audio/sample.ts";
import { toTold } from "../common/chat/story.ts";
import { samplePicture } from "../common/vision/sample.ts";
import { sampleTokens } from "../common/writing/sample.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const messages: ChatMessage[] = [
  {
    role: "user",
    content: [
      { type: "image", image: samplePicture(96, 64) },
      { type: "audio", audio: sampleSound(3) },
      { type: "text", text: "What can be seen and heard?" },
    ],
  },
];

const words = ["A", " gradient", " and a tone that", " swells", " 渐强"] as const;
const tokens = sampleTokens(words, " bell");

const nothing = {
  messages: messages.map(toTold),
  prompt: "",
  text: "",
  tokens: [],
  next: null,
  promptTokens: 394,
  keptTokens: 0,
  speed: null,
  pictures: { tokens: 256, ms: 310 },
  sounds: { tokens: 188, ms: 640 },
};

export const fixture = defineFixture(definition, {
  input: { messages },
  empty: { ...nothing, finish: "end" },
  partial: { ...nothing, text: "A tone", tokens: tokens.slice(0, 2), finish: null },
  final: { ...nothing, text: words.join(""), tokens, finish: "length" },
});
