import { expect, it } from "vitest";
import { models } from "../../tasks/text-generation/models.ts";
import { entriesFor } from "./entries.ts";
import { languageNames } from "./languages.ts";

const entries = [...models.map((card) => ({ id: card.id, card })), { id: "site/own", card: undefined }];
const found = (text: string) => entriesFor(entries, text).map(({ id }) => id);

it("models are found by parts of their id, family, licence and language", () => {
  expect(found("")).toHaveLength(entries.length);
  expect(found("qwen3 zh")).toEqual(models.filter(({ id }) => id.includes("Qwen3")).map(({ id }) => id));
  expect(found("SITE/")).toEqual(["site/own"]);
  expect(found("nothing like it")).toEqual([]);
});

it("languages are named in the reader's, and what is no tag stays as it is", () => {
  expect(languageNames(["multilingual", "zh", "not a tag"], "en", "many")).toBe("many, Chinese, not a tag");
  expect(languageNames(["en", "zh", "de", "fr", "ja"], "zh-CN", "多语言")).toBe("英语, 中文, 德语, +2");
});
