import { expect, test } from "vitest";
import { createWidth } from "./width.ts";

/** Ranges of one byte over a line that brings so many a millisecond with so many at once. */
function widthsOver(rateOf: (count: number) => number, most = 4) {
  let nowMs = 0;
  let bytes = 0;
  const width = createWidth(most, () => nowMs);
  return Array.from({ length: 24 }, () => {
    nowMs += 1_000 / rateOf(width.count);
    bytes += 1_000;
    width.ended(bytes);
    return width.count;
  });
}

test("there are as many ranges at once as make the line faster", () => {
  expect(widthsOver((count) => count).at(-1)).toBe(4);
  expect(widthsOver((count) => Math.min(count, 2)).at(-1)).toBe(2);
});

test("a line that one range fills stays with one", () => {
  const widths = widthsOver(() => 5);
  expect(Math.max(...widths)).toBe(2);
  expect(widths.at(-1)).toBe(1);
});

test("after a failure there is one at a time", () => {
  const width = createWidth(4, () => 0);
  width.ended(1);
  expect(width.count).toBe(2);
  width.failed();
  width.ended(2);
  expect(width.count).toBe(1);
});
