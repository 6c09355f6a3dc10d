import { describe, expect, it } from "vitest";
import { initTokens } from "./init-tokens.ts";
import { cutOf } from "./segments.ts";
import { timestampRules } from "./timestamps.ts";
import golden from "./whisper.golden.json";
import { findLanguage, refuseForeign } from "./whisper.ts";

describe("timestampRules", () => {
  const rules = timestampRules({
    beginIndex: 3,
    endId: 30,
    noTimestampsId: 31,
    timestampBegin: 32,
    maxInitialIndex: 5,
  });

  it.each(golden.rules)("equals Python's after $ids", ({ ids, logits, expected }) => {
    const processed = Float32Array.from(logits);
    rules(processed, ids);
    expect([...processed].map((value) => (value === Number.NEGATIVE_INFINITY ? null : value))).toEqual(
      expected.map((value) => (value === null ? null : Math.fround(value))),
    );
  });
});

describe("cutOf", () => {
  it.each(golden.segments)("cuts $ids over $frames frames as Python does", ({ ids, frames, advance, kept }) => {
    const cut = cutOf(ids, 32, frames);
    expect(cut.advance).toBe(advance);
    expect(ids.slice(0, cut.kept)).toEqual(kept);
  });
});

describe("initTokens", () => {
  it.each(golden.begins)("are Python's of $config, asked for $asked, timestamps $timestamps", async (given) => {
    const { lang_to_id = {}, task_to_id = {}, no_timestamps_token_id, forced_decoder_ids, ...more } = given.config;
    const config = {
      ...more,
      median_filter_width: 7,
      return_timestamps: false,
      lang_to_id,
      task_to_id,
      no_timestamps_token_id: no_timestamps_token_id ?? undefined,
      forced_decoder_ids: forced_decoder_ids?.map(([place, id]): [number, number | null] => [place ?? 0, id ?? null]),
    };
    const { language = "auto", task = "auto" } = given.asked;
    const { ids } = await initTokens(config, { language, task, timestamps: given.timestamps }, async () => 4);
    expect(ids).toEqual(given.ids);
  });
});

describe("findLanguage", () => {
  const ids = { "<|en|>": 3, "<|hi|>": 4, "<|my|>": 5, "<|nn|>": 6 };

  // `language_to_id` of transformers' WhisperGenerationMixin takes all of these spellings.
  it.each([
    ["hi", "hi"],
    ["<|hi|>", "hi"],
    ["Hindi", "hi"],
    ["burmese", "my"],
    ["Myanmar", "my"],
    ["nynorsk", "nn"],
  ])("is the checkpoint's own, %s, where the reader leaves it open", (language, code) => {
    expect(findLanguage({ language, lang_to_id: ids }, "auto")?.code).toBe(code);
  });

  it("is the reader's where one is chosen, and left to the model where nobody says", () => {
    expect(findLanguage({ language: "hindi", lang_to_id: ids }, "en")).toEqual({ code: "en", id: 3 });
    expect(findLanguage({ language: null, lang_to_id: ids }, "auto")).toBeUndefined();
    expect(() => findLanguage({ lang_to_id: ids }, "de")).toThrow(expect.objectContaining({ code: "input-invalid" }));
  });
});

describe("a checkpoint that knows English alone", () => {
  const english = { is_multilingual: false };
  const refused = (language: string, task: string) => () => refuseForeign(english, { language, task });

  // WhisperForConditionalGeneration.generate raises for any `task` or `language` of such a checkpoint.
  it("refuses to hear another language and to translate", () => {
    expect(refused("de", "auto")).toThrow(
      expect.objectContaining({ narrow: { reason: "language-unknown", values: { asked: "de" } } }),
    );
    expect(refused("auto", "translate")).toThrow(expect.objectContaining({ narrow: { reason: "no-translation" } }));
  });

  it("takes what it does anyway, and another checkpoint any language", () => {
    expect(refused("en", "transcribe")).not.toThrow();
    expect(refused("auto", "auto")).not.toThrow();
    expect(() => refuseForeign({ is_multilingual: true }, { language: "de", task: "translate" })).not.toThrow();
    expect(() => refuseForeign({ is_multilingual: null }, { language: "de", task: "auto" })).not.toThrow();
  });
});
