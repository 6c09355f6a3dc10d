import { describe, expect, it } from "vitest";
import { findCode, findLanguage } from "./language.ts";

describe("special tokens", () => {
  it("that stand for a language give its code, whatever the family", () => {
    expect(["__zh__", "zho_Hans", "zh_CN", ">>cmn_Hans<<", "</s>", "<mask>", "__one__two__"].map(findCode)).toEqual([
      "zh",
      "zho_Hans",
      "zh_CN",
      "cmn_Hans",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("a language", () => {
  it("is found by its own code first", () => {
    expect(findLanguage("zho_Hant", ["zho_Hans", "zho_Hant"])).toBe("zho_Hant");
    expect(findLanguage("ZH_cn", ["en_XX", "zh_CN"])).toBe("zh_CN");
  });

  it("is found by any way to write it, in the script that it is mostly written in", () => {
    expect(findLanguage("zh", ["eng_Latn", "zho_Hant", "zho_Hans"])).toBe("zho_Hans");
    expect(findLanguage("zh-TW", ["zho_Hans", "zho_Hant"])).toBe("zho_Hant");
    expect(findLanguage("en", ["en_XX", "fr_XX"])).toBe("en_XX");
    expect(findLanguage("zh", ["cmn_Hans", "yue_Hant"])).toBe("cmn_Hans");
    expect(findLanguage("eng_Latn", ["en", "fr"])).toBe("en");
  });

  it("is not found where the checkpoint lacks it or it is none", () => {
    expect(findLanguage("de", ["en", "fr"])).toBeUndefined();
    expect(findLanguage("not a code", ["en"])).toBeUndefined();
    expect(findLanguage("", ["en"])).toBeUndefined();
  });
});
