import { expect, test } from "vitest";
import { withInserted } from "./insert.ts";

test("a word takes the place of the selection, and the caret stands behind it", () => {
  expect(withInserted("A cat sat.", 2, 5, "[MASK]")).toEqual({ text: "A [MASK] sat.", caret: 8 });
});

test("words of scripts with spaces are kept apart, Chinese is not", () => {
  expect(withInserted("the", 3, 3, "<mask>").text).toBe("the <mask>");
  expect(withInserted("end", 0, 0, "<mask>").text).toBe("<mask> end");
  expect(withInserted("今天很", 3, 3, "[MASK]").text).toBe("今天很[MASK]");
  expect(withInserted("", 0, 0, "[MASK]")).toEqual({ text: "[MASK]", caret: 6 });
});
