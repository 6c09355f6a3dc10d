import { describe, expect, it } from "vitest";
import { directionOf, isLanguageLast, type Translator } from "./direction.ts";

/** Ids of NLLB: a text's tokens are the lengths of its words, 2 ends it, and 7 and 8 are English and Chinese. */
const tokenizer: Translator["tokenizer"] = {
  encode(text, { addSpecialTokens = true } = {}) {
    const words = text.split(" ").flatMap((word) => (word === "" ? [] : [100 + word.length]));
    return { ids: addSpecialTokens ? [7, ...words, 2] : words, typeIds: [], dropped: 0 };
  },
  decode: String,
  specialIds: new Set([2, 7, 8]),
  maxLength: 64,
  tokenOf: String,
};

function translator(changes: Partial<Translator> = {}): Translator {
  return {
    modelType: "m2m_100",
    tokenizer,
    languages: new Map([
      ["eng_Latn", 7],
      ["zho_Hans", 8],
    ]),
    isLanguageLast: false,
    pair: { source: undefined, target: undefined },
    encoder: { inputNames: [], hold: async () => ({}) },
    decoder: { outputNames: [], open: unused, openBatch: unused },
    generation: {},
    endIds: new Set([2]),
    taskParams: {},
    prefix: "",
    maxSourceTokens: 64,
    sourcePositions: 64,
    unknownSettings: [],
    maxTargetTokens: 64,
    ...changes,
  };
}

function unused(): never {
  throw new Error("nothing is written here");
}

function idsOf(changes: Partial<Translator>): readonly number[] {
  const asked = { src_lang: "zho_Hans", tgt_lang: "eng_Latn" };
  return directionOf(translator(changes), asked, { notice: () => {} }).read("a bc").ids;
}

describe("a text in a model of many languages", () => {
  it("stands between its language and what its tokenizer ends texts with", () => {
    expect(idsOf({})).toEqual([8, 101, 102, 2]);
    expect(idsOf({ isLanguageLast: true })).toEqual([101, 102, 2, 8]);
  });

  it("ends so whatever ends a translation", () => {
    expect(idsOf({ endIds: new Set([9, 2]) })).toEqual([8, 101, 102, 2]);
    expect(idsOf({ endIds: new Set() })).toEqual([8, 101, 102, 2]);
  });

  it("has its language behind it by the class that Python opens the tokenizer with", () => {
    const mbart = { model_type: "mbart" };
    expect(isLanguageLast({ tokenizer_class: "MBartTokenizer" }, mbart)).toBe(true);
    expect(isLanguageLast({ tokenizer_class: "MBartTokenizerFast" }, mbart)).toBe(true);
    expect(isLanguageLast({ tokenizer_class: "MBart50Tokenizer" }, mbart)).toBe(false);
    expect(isLanguageLast({}, mbart)).toBe(true);
    expect(isLanguageLast({ tokenizer_class: null }, { ...mbart, tokenizer_class: "MBart50Tokenizer" })).toBe(false);
    expect(isLanguageLast({}, { model_type: "m2m_100" })).toBe(false);
    expect(isLanguageLast({ tokenizer_class: "NllbTokenizer", legacy_behaviour: true }, {})).toBe(true);
    expect(isLanguageLast({ tokenizer_class: "MBart50Tokenizer", legacy_behaviour: true }, mbart)).toBe(false);
  });
});
