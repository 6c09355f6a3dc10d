import { expect, test } from "vitest";
import { segmentsOf } from "./segments.ts";

const textsOf = (...args: Parameters<typeof segmentsOf>) => segmentsOf(...args).map(({ text, ids }) => [text, ...ids]);

test("a text without stretches is one piece, and no text is none", () => {
  expect(textsOf("abc", [])).toEqual([["abc"]]);
  expect(textsOf("", [])).toEqual([]);
});

test("places count code points, so an emoji before them moves nothing", () => {
  expect(
    textsOf("😀 Bo 北京", [
      { id: "p", start: 2, end: 4 },
      { id: "l", start: 5, end: 7 },
    ]),
  ).toEqual([["😀 "], ["Bo", "p"], [" "], ["北京", "l"]]);
});

test("overlapping stretches share what they have in common, and each ends once", () => {
  const segments = segmentsOf("abcdef", [
    { id: "long", start: 1, end: 5 },
    { id: "short", start: 2, end: 4 },
  ]);
  expect(segments.map(({ text, ids }) => [text, ...ids])).toEqual([
    ["a"],
    ["b", "long"],
    ["cd", "long", "short"],
    ["e", "long"],
    ["f"],
  ]);
  // The first that was given stays the first, wherever it begins.
  const turned = [
    { id: "short", start: 2, end: 4 },
    { id: "long", start: 1, end: 5 },
  ];
  expect(textsOf("abcdef", turned)[2]).toEqual(["cd", "short", "long"]);
  expect(segments.flatMap(({ ending }) => ending)).toEqual(["short", "long"]);
});

test("a stretch of nothing marks nothing, and one beyond the end ends with the text", () => {
  expect(
    textsOf("ab", [
      { id: "x", start: 1, end: 1 },
      { id: "y", start: 1, end: 9 },
    ]),
  ).toEqual([["a"], ["b", "y"]]);
});
