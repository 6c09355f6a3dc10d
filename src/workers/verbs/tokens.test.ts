import { expect, test } from "vitest";
import { countTokens } from "./tokens.ts";

/** A token a word between 1 and 2; the id is the word's length. */
const tokenizer = {
  encode: (text: string) => {
    const ids = [1, ...text.split(" ").map((word) => word.length + 10), 2];
    return { ids, typeIds: ids, dropped: 0 };
  },
  chat: () => [1, 7, 2],
  hasChatTemplate: true,
  pieceOf: (id: number) => `<${id}>`,
  specialIds: new Set([1, 2]),
  maxLength: 512,
};

test("each text is counted with its special tokens, and the first tokens are told one by one", () => {
  const subject = { kind: "texts" as const, texts: ["a bc", "d"] };
  expect(countTokens({ tokenizer, config: { max_position_embeddings: 64 } }, subject)).toEqual({
    counts: [4, 3],
    maxLength: 64,
    tokens: [
      { item: 0, id: 1, text: "<1>", special: true },
      { item: 0, id: 11, text: "<11>", special: false },
      { item: 0, id: 12, text: "<12>", special: false },
      { item: 0, id: 2, text: "<2>", special: true },
      { item: 1, id: 1, text: "<1>", special: true },
      { item: 1, id: 11, text: "<11>", special: false },
      { item: 1, id: 2, text: "<2>", special: true },
    ],
  });
});

test("of a long text all tokens are counted and 400 told", () => {
  const texts = [Array.from({ length: 1000 }, () => "a").join(" ")];
  const { counts, tokens, maxLength } = countTokens({ tokenizer, config: {} }, { kind: "texts", texts });
  expect(counts).toEqual([1002]);
  expect(tokens.length).toBe(400);
  expect(maxLength).toBe(512);
});

test("a conversation goes by the model's template, else turn by turn; no limit known is none", () => {
  const subject = { kind: "messages" as const, messages: [{ role: "user" as const, content: "hi you" }] };
  const endless = { ...tokenizer, maxLength: Number.POSITIVE_INFINITY };
  expect(countTokens({ tokenizer: endless, config: {} }, subject)).toMatchObject({ counts: [3], maxLength: null });
  const plain = { ...tokenizer, hasChatTemplate: false };
  expect(countTokens({ tokenizer: plain, config: { n_positions: 32 } }, subject)).toMatchObject({
    counts: [4],
    maxLength: 32,
  });
});
