import { expect, test } from "vitest";
import { toJson } from "./json.ts";

const tokens = [{ id: 1, text: "!", probability: 0.5, top: [{ id: 1, text: "!", probability: 0.5 }] }];
const figures = { promptTokens: 3, keptTokens: 0, speed: null };
const rest = { text: "world", tokens, next: null, finish: "end", ...figures } as const;

test("a prompt is given back with its continuation", () => {
  expect(toJson({ ...rest, messages: null, prompt: "Hello " })).toEqual([{ generated_text: "Hello world", tokens }]);
});

test("a chat is given back with the reply as its last message", () => {
  expect(toJson({ ...rest, messages: [{ role: "user", content: "Hi" }], prompt: "" })).toEqual([
    {
      generated_text: [
        { role: "user", content: "Hi" },
        { role: "assistant", content: "world" },
      ],
      tokens,
    },
  ]);
});

test("what may come next is told where it is known", () => {
  const next = { id: 2, text: "?", probability: 0.4, top: [] };
  expect(toJson({ ...rest, tokens: [], next, messages: null, prompt: "Hello " })).toEqual([
    { generated_text: "Hello world", tokens: [], next },
  ]);
});
