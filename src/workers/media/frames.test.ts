import { expect, test } from "vitest";
import { momentsOf } from "./frames.ts";

test("frames lie at equal distances from a film's beginning, as numpy's arange has them", () => {
  // np.arange(0, 10, 10 / 4), np.arange(0, 3, 3 / 8)
  expect(momentsOf(0, 10, 4)).toEqual([0, 2.5, 5, 7.5]);
  expect(momentsOf(0, 3, 8)).toEqual([0, 0.375, 0.75, 1.125, 1.5, 1.875, 2.25, 2.625]);
  // The first frame of what is cut out of a film is not at 0.
  expect(momentsOf(1, 3, 4)).toEqual([1, 1.5, 2, 2.5]);
});
