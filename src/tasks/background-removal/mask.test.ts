import { expect, test } from "vitest";
import { cutOut } from "./mask.ts";

test("what was erased before stays erased: alpha is the picture's times the mask's, as Pillow multiplies", () => {
  const alphas = [0, 100, 255, 255, 128];
  const data = Uint8ClampedArray.from(alphas.flatMap((alpha) => [1, 2, 3, alpha]));
  const cut = cutOut({ data, width: 5, height: 1 }, Uint8ClampedArray.of(255, 128, 128, 0, 200));
  // PIL.ImageChops.multiply of the two bands.
  expect([...cut.data].filter((_, index) => index % 4 === 3)).toEqual([0, 50, 128, 0, 100]);
  expect([...cut.data.subarray(0, 3)]).toEqual([1, 2, 3]);
});
