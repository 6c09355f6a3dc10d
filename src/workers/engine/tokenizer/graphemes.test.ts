import { expect, test } from "vitest";
import golden from "./awkward.golden.json" with { type: "json" };
import { graphemesOf } from "./graphemes.ts";

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

test.each([1, 2, 7, 512])("parts of %i give the characters that the whole text has", (size) => {
  const text = golden.texts.join("");
  for (const part of [...golden.texts, text.slice(0, 4000)]) {
    const whole = Array.from(segmenter.segment(part), ({ segment }) => segment);
    expect([...graphemesOf(part, size)]).toEqual(whole);
  }
});

test("a text of 125,000 characters ends long before the minute that it took in one part", () => {
  const text = "The quick brown 北京 café. ".repeat(5_000);
  let length = 0;
  for (const grapheme of graphemesOf(text)) length += grapheme.length;
  expect(length).toBe(text.length);
});
