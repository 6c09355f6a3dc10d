import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../shared/json.ts";
import { createTokenizer } from "./tokenizer.ts";

const folder = path.resolve(import.meta.dirname, "../../../e2e/reference");
const ZeroShot = v.object({
  cases: v.array(
    v.object({
      name: v.string(),
      inputs: v.object({ text: v.string(), candidate_labels: v.array(v.string()) }),
      options: v.object({ hypothesis_template: v.optional(v.string(), "This example is {}.") }),
      intermediate: v.object({ input_ids: v.array(v.array(v.number())) }),
    }),
  ),
});

function read<S extends v.GenericSchema>(schema: S, ...names: string[]): v.InferOutput<S> {
  return v.parse(schema, JSON.parse(readFileSync(path.join(folder, ...names), "utf8")));
}

const names = readdirSync(folder).filter((name) => name.endsWith("zero-shot-classification"));

function tokenizerOf(name: string) {
  return createTokenizer(read(Json, name, "tokenizer.json"), read(Json, name, "tokenizer_config.json"), undefined);
}

describe.each(names)("pairs of %s", (name) => {
  const tokenizer = tokenizerOf(name);

  it.each(read(ZeroShot, name, "reference.json").cases)(
    "are cut as Python cuts them with only_first: $name",
    ({ inputs, options, intermediate }) => {
      const ids = inputs.candidate_labels.map((label) => {
        const pair = options.hypothesis_template.replace("{}", label);
        return tokenizer.encode(inputs.text, { pair, maxLength: tokenizer.maxLength }).ids;
      });
      expect(ids).toEqual(intermediate.input_ids);
    },
  );

  it("tell what was left out, and refuse a pair that leaves no room at all", () => {
    const whole = tokenizer.encode("a cat sat on the mat", { pair: "a cat" });
    const cut = tokenizer.encode("a cat sat on the mat", { pair: "a cat", maxLength: whole.ids.length - 2 });
    expect(cut.dropped).toBe(2);
    expect(cut.ids.length).toBe(cut.typeIds.length);
    expect(cut.ids.at(-1)).toBe(whole.ids.at(-1));
    expect(() => tokenizer.encode("a", { pair: "a cat sat on the mat", maxLength: 4 })).toThrow(
      expect.objectContaining({ code: "input-too-large" }),
    );
  });
});

const Pairs = v.object({
  texts: v.array(v.tuple([v.string(), v.string()])),
  cut: v.array(v.object({ limit: v.number(), ids: v.array(v.array(v.number())) })),
});
const pairs = v.parse(Pairs, JSON.parse(readFileSync(path.join(import.meta.dirname, "pairs.golden.json"), "utf8")));

describe("pairs cut by longest_first", () => {
  const tokenizer = tokenizerOf("bert-text-classification");

  it.each(pairs.cut)("are Python's at $limit tokens", ({ limit, ids }) => {
    const settings = { maxLength: limit, truncation: "longest_first" } as const;
    expect(pairs.texts.map(([text, pair]) => tokenizer.encode(text, { pair, ...settings }).ids)).toEqual(ids);
  });
});

const Plain = v.object({
  cases: v.array(
    v.object({
      name: v.string(),
      inputs: v.object({ text: v.string() }),
      intermediate: v.object({ input_ids: v.array(v.number()) }),
    }),
  ),
});

describe.each(["albert", "deberta-v2", "roberta", "modernbert", "xlm-roberta"])("texts of %s", (family) => {
  const name = `${family}-text-classification`;
  const tokenizer = tokenizerOf(name);

  it.each(read(Plain, name, "reference.json").cases)("have Python's ids: $name", ({ inputs, intermediate }) => {
    const { ids } = tokenizer.encode(inputs.text, { maxLength: tokenizer.maxLength });
    expect(ids).toEqual(intermediate.input_ids);
  });

  it("are given bare where no special tokens are wanted", () => {
    const { ids } = tokenizer.encode("a cat sat");
    expect(tokenizer.encode("a cat sat", { addSpecialTokens: false }).ids).toEqual(
      ids.filter((id) => !tokenizer.specialIds.has(id)),
    );
  });
});
