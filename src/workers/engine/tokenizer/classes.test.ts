import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../../shared/json.ts";
import { createTokenizer } from "../tokenizer.ts";
import golden from "./classes.golden.json" with { type: "json" };

const files: readonly unknown[] = golden.files;

function tokenizerOf({ file, settings, specialTokens }: (typeof golden.cases)[number]) {
  return createTokenizer(v.parse(Json, files[file]), settings, { specialTokens: specialTokens ?? undefined });
}

it.each(golden.cases)("texts are cut as Python cuts them, and written again: $name", (given) => {
  const tokenizer = tokenizerOf(given);
  const found = given.texts.map(({ text }) => {
    const { ids } = tokenizer.encode(text);
    return { text, ids, decoded: tokenizer.decode(ids, { skipSpecialTokens: true }) };
  });
  expect(found).toEqual(given.texts);
  expect(tokenizer.maskToken ?? null).toBe(given.mask);
  expect(tokenizer.classId ?? null).toBe(given.cls);
  expect(tokenizer.unknownId ?? null).toBe(given.unknown);
  expect(tokenizer.maxLength).toBe(given.maxLength ?? Number.POSITIVE_INFINITY);
});

const paired = golden.cases.filter(({ pairs }) => pairs.length > 0);
it.each(paired)("pairs, empty ones too, are put together as Python does: $name", (given) => {
  const tokenizer = tokenizerOf(given);
  const found = given.pairs.map(({ text, pair }) => {
    const { ids, typeIds } = tokenizer.encode(text, { pair });
    return { text, pair, ids, typeIds };
  });
  expect(found).toEqual(given.pairs);
});

const cutShort = golden.cases.filter(({ cut }) => cut.length > 0);
it.each(cutShort)("ids that end in mid-character are written as Python writes them: $name", (given) => {
  const tokenizer = tokenizerOf(given);
  expect(given.cut.map(({ ids }) => ({ ids, decoded: tokenizer.decode(ids) }))).toEqual(given.cut);
});

const { file: lowering, cases: twice } = golden.twice;
it.each(twice)("a token of two files is looked for as Python does: $added, then $settings", (given) => {
  const tokenizer = createTokenizer(v.parse(Json, { ...lowering, added_tokens: given.added }), given.settings);
  expect(["a [T] b", "a [t] b"].map((text) => tokenizer.encode(text).ids)).toEqual(given.ids);
  expect(tokenizer.decode([1, 5], { skipSpecialTokens: true })).toBe(given.decoded);
});

const Written = v.object({ ids: v.array(v.number()) });
const Refused = v.object({ refused: v.string() });
const tokens = { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>", tokenizer_class: "LlamaTokenizer" };

describe("conversations", () => {
  it.each(golden.templates.cases)("are written by the template that Python takes: $name", (given) => {
    const settings = { ...tokens, chat_template: given.written };
    const json = v.parse(Json, files[golden.templates.file]);
    const tokenizer = createTokenizer(json, settings, { chatTemplate: given.file ?? undefined });
    const messages = given.messages.map(({ role, content }) => ({ role: v.parse(Role, role), content }));
    if (v.is(Written, given)) expect(tokenizer.chat(messages)).toEqual(given.ids);
    else {
      const { refused } = v.parse(Refused, given);
      expect(() => tokenizer.chat(messages)).toThrow(
        expect.objectContaining({ code: "input-invalid", message: refused }),
      );
    }
  });
});

const Role = v.picklist(["system", "user", "assistant"]);
