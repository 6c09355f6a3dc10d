import { expect, test } from "vitest";
import type { SpanSettings } from "../ports.ts";
import { windowsOver } from "./windows.ts";

/** One token a word, three special tokens around a pair. */
function asked() {
  const calls: SpanSettings[] = [];
  const tokenizer = {
    paddingSide: "right" as const,
    spans(text: string, settings: SpanSettings = {}) {
      calls.push(settings);
      const ids = text.split(" ").map((_, index) => index);
      const blank = { typeIds: [], tokens: [], offsets: [], words: [], sequences: [] };
      return [{ ids: [...ids, 0, 0, 0], ...blank }];
    },
  };
  return { tokenizer, calls };
}

test("the window is what the model reads, at most 384, and half of it is shared, at most 128", () => {
  const { tokenizer, calls } = asked();
  windowsOver(tokenizer, "why", "because", { maxLength: null, stride: null, most: 512 });
  windowsOver(tokenizer, "why", "because", { maxLength: null, stride: null, most: 64 });
  expect(calls.filter(({ pair }) => pair === "because")).toEqual([
    { pair: "because", maxLength: 384, stride: 128 },
    { pair: "because", maxLength: 64, stride: 32 },
  ]);
});

test("a stride that was asked for is held to", () => {
  const { tokenizer, calls } = asked();
  windowsOver(tokenizer, "why", "because", { maxLength: 40, stride: 12, most: 512 });
  expect(calls.at(-1)).toEqual({ pair: "because", maxLength: 40, stride: 12 });
});

test("a long question shortens the overlap, not the answer", () => {
  const { tokenizer, calls } = asked();
  windowsOver(tokenizer, "a b c d e f", "x", { maxLength: null, stride: null, most: 13 });
  expect(calls.at(-1)).toEqual({ pair: "x", maxLength: 13, stride: 2 });
});

test("a question that leaves no room for the context is refused, with the numbers", () => {
  const { tokenizer } = asked();
  const settings = { maxLength: null, stride: null, most: 8 };
  expect(() => windowsOver(tokenizer, "a b c d e f", "x", settings)).toThrow(/9 tokens.*8 at once/);
});
