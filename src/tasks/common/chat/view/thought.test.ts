import { expect, test } from "vitest";
import { toReply } from "./thought.ts";

test.each([
  ["Paris.", { thought: "", answer: "Paris.", isThinking: false }],
  ["", { thought: "", answer: "", isThinking: false }],
  ["<thi", { thought: "", answer: "", isThinking: true }],
  ["<think>\nLet me see", { thought: "Let me see", answer: "", isThinking: true }],
  ["<think>\nLet me see.\n</think>\n\nParis.", { thought: "Let me see.", answer: "Paris.", isThinking: false }],
  ["<think>\n\n</think>\n\nParis.", { thought: "", answer: "Paris.", isThinking: false }],
  ["Let me see.\n</think>\n\nParis.", { thought: "Let me see.", answer: "Paris.", isThinking: false }],
  ["Use <think> tags.", { thought: "", answer: "Use <think> tags.", isThinking: false }],
])("%j is taken apart", (text, reply) => {
  expect(toReply(text)).toEqual(reply);
});
