import { expect, it } from "vitest";
import { rateOf, type Sample, secondsLeft, withSample } from "./rate.ts";

const samplesOf = (...samples: readonly (readonly [atMs: number, bytes: number])[]) =>
  samples.reduce<readonly Sample[]>((all, [atMs, bytes]) => withSample(all, { atMs, bytes }), []);

it("tells the rate of the last seconds, not of the whole download", () => {
  const slowThenFast = samplesOf([0, 0], [10_000, 1_000], [15_000, 6_000]);
  expect(rateOf(slowThenFast)).toBe(1_000);
});

it("says nothing before there is something to say", () => {
  expect(rateOf(samplesOf([0, 0], [300, 5_000]))).toBeUndefined();
  expect(secondsLeft(0, 100, undefined)).toBeUndefined();
  expect(secondsLeft(0, undefined, 10)).toBeUndefined();
  expect(secondsLeft(10, 100, 0)).toBeUndefined();
});

it("tells what is left at that rate, and begins anew with another download", () => {
  expect(secondsLeft(50, 100, 10)).toBe(5);
  expect(samplesOf([0, 0], [1_000, 500], [2_000, 10])).toEqual([{ atMs: 2_000, bytes: 10 }]);
});
