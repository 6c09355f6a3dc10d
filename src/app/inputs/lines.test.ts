import { expect, test } from "vitest";
import { linesOf } from "./lines.ts";

test("lines that hold nothing are no items", () => {
  expect(linesOf("one\r\n\n  \ntwo ")).toEqual(["one", "two "]);
  expect(linesOf("")).toEqual([]);
});
