import { expect, it } from "vitest";
import { createPiecewiseRate } from "./piecewise.ts";
import { toRate } from "./resample.ts";

it.each([
  [44_100, 16_000, 12.3],
  [48_000, 16_000, 10.6],
  [8_000, 16_000, 11],
  [22_254, 16_000, 11.2],
  [16_000, 16_000, 10.7],
  [44_100, 16_000, 0.02],
  [48_000, 16_000, 0],
])("a sound that comes in pieces becomes at %i to %i Hz what it becomes as a whole: %d s", (from, to, seconds) => {
  const samples = Float32Array.from({ length: from * seconds }, (_, index) => Math.sin(index * index * 1e-5));
  const piecewise = createPiecewiseRate(from, to);
  for (let at = 0; at < samples.length; at += 1152) piecewise.add(samples.subarray(at, at + 1152));
  const whole = toRate({ samples, samplingRate: from }, to).samples;
  const given = piecewise.end();
  expect(given).toHaveLength(whole.length);
  expect(given.findIndex((sample, index) => sample !== whole[index])).toBe(-1);
});
