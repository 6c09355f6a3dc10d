import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { cutOut, maskIn, toMask } from "./mask.ts";

test("what was erased before stays erased: alpha is the picture's times the mask's, as Pillow multiplies", () => {
  const alphas = [0, 100, 255, 255, 128];
  const data = Uint8ClampedArray.from(alphas.flatMap((alpha) => [1, 2, 3, alpha]));
  const cut = cutOut({ data, width: 5, height: 1 }, Uint8ClampedArray.of(255, 128, 128, 0, 200));
  // PIL.ImageChops.multiply of the two bands.
  expect([...cut.data].filter((_, index) => index % 4 === 3)).toEqual([0, 50, 128, 0, 100]);
  expect([...cut.data.subarray(0, 3)]).toEqual([1, 2, 3]);
});

test("of several outputs the mask is the first of the largest: U²-Net's fused one, BiRefNet's finest", () => {
  const plane = (side: number, value: number) =>
    floatTensor(new Float32Array(side * side).fill(value), [1, 1, side, side]);
  const unet = { d0: plane(4, 0.9), d1: plane(4, 0.1), d2: plane(4, 0.2) };
  expect(maskIn(unet, ["d0", "d1", "d2"])).toBe(unet.d0);
  const birefnet = { quarter: plane(1, 1), half: plane(2, 2), whole: plane(4, 3) };
  expect(maskIn(birefnet, ["quarter", "half", "whole"])).toBe(birefnet.whole);
});

test("scores that end in a sigmoid are taken as they are, raw ones (BiRefNet's) get one", () => {
  expect([...toMask(Float32Array.of(0, 0.5, 1))]).toEqual([0, 128, 255]);
  expect([...toMask(Float32Array.of(-9, 0, 9))]).toEqual([0, 128, 255]);
});
