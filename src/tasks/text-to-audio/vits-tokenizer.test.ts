import { expect, it } from "vitest";
import golden from "./vits-tokenizer.golden.json";
import { createVitsTokenizer } from "./vits-tokenizer.ts";

it.each(golden)("$text has Python's ids under $settings", ({ vocabulary, settings, text, ids }) => {
  expect(createVitsTokenizer(vocabulary, undefined, settings).encode(text)).toEqual(ids);
});

it("reads the vocabulary of tokenizer.json where the repository has no other", () => {
  const json = { model: { vocab: { _: 0, a: 1 } } };
  expect(createVitsTokenizer(undefined, json, { pad_token: "_", phonemize: false }).encode("A")).toEqual([0, 1, 0]);
});

it("refuses checkpoints that read phonemes, and says where letters must be Latin first", () => {
  expect(() => createVitsTokenizer({ a: 1 }, undefined, { phonemize: true })).toThrow(
    expect.objectContaining({ code: "model-unsupported" }),
  );
  const latin = createVitsTokenizer({ a: 1 }, undefined, { phonemize: false, is_uroman: true });
  expect(latin.wantsLatin("안녕")).toBe(true);
  expect(latin.wantsLatin("Tschüß, “a”")).toBe(false);
});
