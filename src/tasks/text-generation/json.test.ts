import { expect, test } from "vitest";
import { toJson } from "./json.ts";

const tokens = [{ id: 1, text: "!", probability: 0.5, top: [{ id: 1, text: "!", probability: 0.5 }] }];
const rest = { text: "world", tokens, promptTokens: 3, finish: "end" } as const;

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
