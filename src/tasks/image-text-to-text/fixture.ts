import type { ChatMessage } from "../../shared/media.ts";
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
      { type: "image", image: samplePicture(48, 96) },
      { type: "text", text: "What do these pictures have in common?" },
    ],
  },
];

const words = ["Both", " show", " a", " gradient", " 渐变"] as const;
const tokens = sampleTokens(words, " pattern");

const nothing = {
  messages: messages.map(toTold),
  prompt: "",
  text: "",
  tokens: [],
  next: null,
  promptTokens: 1204,
  keptTokens: 0,
  speed: null,
  pictures: { tokens: 1152, ms: 840 },
};

export const fixture = defineFixture(definition, {
  input: { messages },
  empty: { ...nothing, finish: "end" },
  partial: { ...nothing, text: "Both show", tokens: tokens.slice(0, 2), finish: null },
  final: { ...nothing, text: words.join(""), tokens, finish: "length" },
});
