import type { TextMessage } from "../../shared/media.ts";
import { defineFixture } from "../fixture.ts";
import { definition } from "./definition.ts";

const messages: TextMessage[] = [
  { role: "system", content: "Answer briefly." },
  { role: "user", content: "What is the capital of France?" },
];

const words = [" Paris", ".", "\n", " 你好"] as const;
const tokens = words.map((text, at) => ({
  id: at,
  text,
  probability: [0.97, 0.61, 0.2, 0.03][at] ?? 0,
  top: [
    { id: at, text, probability: 0.6 },
    { id: 90 + at, text: " Lyon", probability: 0.2 },
  ],
}));

const nothing = {
  messages,
  prompt: "",
  text: "",
  tokens: [],
  next: null,
  promptTokens: 21,
  keptTokens: 0,
  speed: null,
};

export const fixture = defineFixture(definition, {
  input: { messages, text: "" },
  empty: { ...nothing, finish: "end" },
  partial: { ...nothing, text: " Paris.", tokens: tokens.slice(0, 2), finish: null },
  final: { ...nothing, text: words.join(""), tokens, finish: "length" },
});
