import { describe, expect, test } from "vitest";
import { filledText, withOwnMask } from "./mask.ts";

describe("withOwnMask", () => {
  test("takes another model's mask for this model's, and tells which", () => {
    expect(withOwnMask("The [MASK] of [mask].", "<mask>")).toEqual({
      text: "The <mask> of <mask>.",
      replaced: "[MASK]",
    });
  });

  test("leaves a text alone that has the model's own, and one that has none", () => {
    expect(withOwnMask("<mask> and [MASK]", "[MASK]")).toEqual({ text: "<mask> and [MASK]", replaced: undefined });
    expect(withOwnMask("nothing", "[MASK]")).toEqual({ text: "nothing", replaced: undefined });
  });
});

test("chosen words stand in the place of their masks, the others stay", () => {
  const text = "The [MASK] was [MASK] here.";
  expect(filledText(text, "[MASK]", [" cat", undefined])).toBe("The cat was [MASK] here.");
  expect(filledText(text, "[MASK]", [undefined, "never"])).toBe("The [MASK] was never here.");
  expect(filledText("play [MASK] now", "[MASK]", ["##ing"])).toBe("playing now");
  expect(filledText("今天很[MASK]。", "[MASK]", ["好"])).toBe("今天很好。");
});
