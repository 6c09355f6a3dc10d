import { expect, test } from "vitest";
import { withLabels } from "./ChipList.tsx";

test("commas of either script and line ends part labels, and none is there twice", () => {
  expect(withLabels(["cat"], " dog, cat，鸟、\n fish ,")).toEqual(["cat", "dog", "鸟", "fish"]);
  expect(withLabels(["cat"], "  ")).toEqual(["cat"]);
});
