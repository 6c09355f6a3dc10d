import { expect, it } from "vitest";
import { lettersOf } from "./letters.ts";

const eng = { "<pad>": 0, a: 1 };
const deu = { "<pad>": 0, ä: 1 };

it("are those of tokenizer.json, or of vocab.json where there is none", () => {
  expect(lettersOf({ model: { vocab: eng } }, {})).toEqual(eng);
  expect(lettersOf(eng, { target_lang: null })).toEqual(eng);
});

it("are those of target_lang where a checkpoint reads many languages", () => {
  expect(lettersOf({ eng, deu }, { target_lang: "deu" })).toEqual(deu);
  expect(lettersOf({ model: { vocab: { eng, deu } } }, { target_lang: "eng" })).toEqual(eng);
});

it.each([[{}], [{ target_lang: "fra" }]])("are asked for by name: %j says which there are", (settings) => {
  expect(() => lettersOf({ eng, deu }, settings)).toThrow(
    expect.objectContaining({
      code: "model-unsupported",
      narrow: { reason: "letters-unknown", values: expect.objectContaining({ known: "eng, deu" }) },
    }),
  );
});
