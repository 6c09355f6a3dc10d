import { expect, test } from "vitest";
import { fittedSize, maxPixels } from "./decode.ts";

test("a picture up to the cap keeps its size, and a larger one its proportion", () => {
  expect(fittedSize(6000, 4000)).toEqual({ width: 6000, height: 4000 });
  const { width, height } = fittedSize(12_000, 8000);
  expect(width * height).toBeLessThanOrEqual(maxPixels);
  expect(width / height).toBeCloseTo(1.5, 3);
  expect(fittedSize(100_000_000, 1).height).toBe(1);
});
