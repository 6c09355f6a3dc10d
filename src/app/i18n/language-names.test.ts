import { expect, test } from "vitest";
import { languageNameOf, languageNames } from "./language-names.ts";

test("languages are named in the reader's language, whatever way their code is written", () => {
  expect(languageNameOf("zho_Hans", "en")).toBe("Simplified Chinese");
  expect(languageNameOf("de_DE", "zh-CN")).toContain("德语");
  expect(languageNameOf("not a code", "en")).toBe("not a code");
});

test("a few of a model's languages are named, and what is no tag stays as it is", () => {
  expect(languageNames(["multilingual", "zh", "not a tag"], "en", "many")).toBe("many, Chinese, not a tag");
  expect(languageNames(["en", "zh", "de", "fr", "ja"], "zh-CN", "多语言")).toBe("英语, 中文, 德语, +2");
});
