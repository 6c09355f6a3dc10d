import { expect, test } from "vitest";
import { type Aligned, align, prepend, replaceAll, textOf } from "./aligned.ts";
import { normalizeBert } from "./bert-normalizer.ts";
import { toUnicodeForm } from "./unicode.ts";

function placesOf({ chars, starts, ends }: Aligned) {
  return chars.map((char, index) => `${char}${starts[index]}-${ends[index]}`).join(" ");
}

test("an emoji is one character, in Python's count", () => {
  expect(placesOf(align("a😀b"))).toBe("a0-1 😀1-2 b2-3");
});

test("a letter whose accent is taken away keeps the place of both, an accent of its own is left out", () => {
  const rules = { cleanText: true, chinese: true, stripAccents: true, lowercase: true };
  expect(placesOf(normalizeBert(align("Üu\u0308x"), rules))).toBe("u0-1 u1-2 x3-4");
});

test("the spaces that BERT puts around a Chinese character have its place", () => {
  const rules = { cleanText: true, chinese: true, stripAccents: false, lowercase: false };
  expect(placesOf(normalizeBert(align("a北"), rules))).toBe("a0-1  1-2 北1-2  1-2");
});

test("a ligature's letters share its place, and composed letters have that of the first", () => {
  expect(placesOf(toUnicodeForm(align("ﬁx"), "NFKC"))).toBe("f0-1 i0-1 x1-2");
  expect(placesOf(toUnicodeForm(align("e\u0301x"), "NFC"))).toBe("é0-1 x2-3");
});

test("what replaces a run has the place of its end, and a prefix that of the first character", () => {
  expect(placesOf(replaceAll(align("😀  b"), / {2,}/gu, "_"))).toBe("😀0-1 _2-3 b3-4");
  expect(placesOf(prepend(align("ab"), "_"))).toBe("_0-1 a0-1 b1-2");
  expect(textOf(prepend(align(""), "_"))).toBe("");
});
