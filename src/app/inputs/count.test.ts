import { expect, test } from "vitest";
import { charactersIn } from "./count.ts";

test("characters are counted as a reader does", () => {
  expect(["", "abc", "面包", "a😀b"].map(charactersIn)).toEqual([0, 3, 2, 3]);
});
