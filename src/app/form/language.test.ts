import { expect, test } from "vitest";
import { languageNameOf } from "./language.ts";

test("languages are named in the reader's language, whatever way their code is written", () => {
  expect(languageNameOf("zho_Hans", "en")).toBe("Simplified Chinese");
  expect(languageNameOf("de_DE", "zh-CN")).toContain("德语");
  expect(languageNameOf("not a code", "en")).toBe("not a code");
});
