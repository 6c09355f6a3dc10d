import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../shared/json.ts";
import { findSourceModel, withoutLanguageCode } from "./marian.ts";
import { readSentencePiece } from "./sentencepiece.ts";
import { createTokenizer } from "./tokenizer.ts";

const folder = path.resolve(import.meta.dirname, "../../../e2e/reference/marian-translation");
const jsonOf = (file: string) => v.parse(Json, JSON.parse(readFileSync(path.join(folder, file), "utf8")));
const Reference = v.object({
  cases: v.array(
    v.object({
      name: v.string(),
      inputs: v.object({ text: v.string() }),
      options: v.object({ truncation: v.optional(v.boolean()) }),
      intermediate: v.object({ input_ids: v.array(v.number()) }),
    }),
  ),
});

const tokenizerJson = jsonOf("tokenizer.json");
const tokenizerConfig = jsonOf("tokenizer_config.json");
const sentencePiece = readSentencePiece(new Uint8Array(readFileSync(path.join(folder, "source.spm"))));
const { cases } = v.parse(Reference, jsonOf("reference.json"));

describe("Marian's tokens", () => {
  const tokenizer = createTokenizer(tokenizerJson, tokenizerConfig, { sentencePiece });

  it.each(cases)("are Python's: $name", ({ inputs, options, intermediate }) => {
    const limit = options.truncation ? { maxLength: tokenizer.maxLength } : {};
    expect(tokenizer.encode(inputs.text, limit).ids).toEqual(intermediate.input_ids);
  });

  it("would be others by the converted tokenizer.json alone", () => {
    const merged = createTokenizer(tokenizerJson, tokenizerConfig);
    const others = cases.filter(({ inputs, options, intermediate }) => {
      const limit = options.truncation ? { maxLength: merged.maxLength } : {};
      return String(merged.encode(inputs.text, limit).ids) !== String(intermediate.input_ids);
    });
    expect(others.length).toBeGreaterThan(0);
  });

  it("say what was left out", () => {
    const { ids, dropped } = tokenizer.encode("The weather is nice today", { maxLength: 5 });
    expect(ids).toHaveLength(5);
    expect(ids.at(-1)).toBe(0);
    expect(dropped).toBe(tokenizer.encode("The weather is nice today").ids.length - 5);
  });
});

describe("a language code", () => {
  it("stands in front of the text", () => {
    expect(withoutLanguageCode(">>fr<< Hello")).toEqual({ code: ">>fr<<", rest: " Hello" });
    expect(withoutLanguageCode("a >>fr<< b")).toEqual({ code: undefined, rest: "a >>fr<< b" });
    expect(withoutLanguageCode(">> no end")).toEqual({ code: undefined, rest: ">> no end" });
  });
});

it("a tokenizer of another form is left as it is", () => {
  expect(findSourceModel({ model: { type: "BPE" } }, sentencePiece)).toBeUndefined();
});

it("a SentencePiece model that is cut off is refused", () => {
  const bytes = new Uint8Array(readFileSync(path.join(folder, "source.spm")));
  expect(() => readSentencePiece(bytes.subarray(0, 1000))).toThrow(RangeError);
});
