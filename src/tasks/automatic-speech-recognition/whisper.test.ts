import { describe, expect, it } from "vitest";
import { retrieveSegments } from "./segments.ts";
import { timestampRules } from "./timestamps.ts";
import golden from "./whisper.golden.json";
import { findLanguage, promptIdsOf, refuseForeign, taskOf, type WhisperConfig } from "./whisper.ts";

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

describe("retrieveSegments", () => {
  it.each(golden.segments)("cuts $ids over $frames frames as Python does", ({ ids, frames, advance, segments }) => {
    const found = retrieveSegments(ids, 32, 1.5, frames);
    expect(found.advance).toBe(advance);
    expect(found.segments.map((segment) => segment.ids)).toEqual(segments.map((segment) => segment.ids));
    found.segments.forEach((segment, index) => {
      expect(segment.start).toBeCloseTo(segments[index]?.start ?? Number.NaN, 9);
      expect(segment.end).toBeCloseTo(segments[index]?.end ?? Number.NaN, 9);
    });
  });
});

describe("promptIdsOf", () => {
  const config = {
    decoder_start_token_id: 1,
    eos_token_id: 2,
    no_timestamps_token_id: 9,
    lang_to_id: {},
    task_to_id: { transcribe: 5, translate: 6 },
    median_filter_width: 7,
  };

  it("names language, task and the absence of timestamps", () => {
    expect(promptIdsOf(config, { languageId: 3, task: "translate", timestamps: false })).toEqual([1, 3, 6, 9]);
    expect(promptIdsOf(config, { languageId: 3, task: "transcribe", timestamps: true })).toEqual([1, 3, 5]);
  });

  it("is short for a model of one language", () => {
    expect(promptIdsOf(config, { languageId: undefined, task: undefined, timestamps: false })).toEqual([1, 9]);
  });
});

describe("taskOf", () => {
  const config = {
    decoder_start_token_id: 1,
    eos_token_id: 2,
    lang_to_id: { "<|en|>": 3 },
    task_to_id: { transcribe: 5, translate: 6 },
    median_filter_width: 7,
  };
  const open = { task: "auto", language: "auto" };

  // What `_retrieve_init_tokens` of transformers 4.57.6 put behind the language, by these generation configs.
  it.each([
    ["nothing where nothing says one", {}, open, undefined],
    ["a transcript where a language is asked for", {}, { ...open, language: "en" }, "transcribe"],
    ["a transcript where the checkpoint names a language", { language: "en" }, open, "transcribe"],
    ["the checkpoint's own", { task: "translate", language: "en" }, open, "translate"],
    ["what is asked for", { task: "translate" }, { ...open, task: "transcribe" }, "transcribe"],
    [
      "what older files force",
      {
        forced_decoder_ids: [
          [1, null],
          [2, 6],
        ],
      },
      open,
      "translate",
    ],
    [
      "a transcript whatever they force, once a language is asked for",
      {
        forced_decoder_ids: [
          [1, null],
          [2, 6],
        ],
      },
      { ...open, language: "en" },
      "transcribe",
    ],
    ["nothing of one that knows English alone", { is_multilingual: false }, { ...open, language: "en" }, undefined],
  ] satisfies [string, Partial<WhisperConfig>, typeof open, string | undefined][])("is %s", (_, more, asked, task) => {
    expect(taskOf({ ...config, ...more }, asked)).toBe(task);
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
