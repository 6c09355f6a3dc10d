import { describe, expect, it } from "vitest";
import { findLongField, longText } from "./long-text.ts";

describe("findLongField", () => {
  it("leaves the direction of paragraphs to the browser where there are few", () => {
    expect(findLongField("x".repeat(longText))).toBeUndefined();
  });

  it.each([
    ["word ", "ltr"],
    ["1. 今天天气", "ltr"],
    ["12:30 “שלום” word ", "rtl"],
    ["مرحبا word ", "rtl"],
    ["... 123 ", "ltr"],
  ])("has a long text run as its first letter does: %j", (unit, dir) => {
    const text = unit.repeat(longText);
    expect(findLongField(text)).toEqual({ dir, style: { unicodeBidi: "isolate" } });
  });
});
