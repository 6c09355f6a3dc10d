import { expect, test } from "vitest";
import { toMono } from "./mono.ts";
import golden from "./resample.golden.json";

test("mono is what FFmpeg makes of two channels and of those around a room", () => {
  const mono = toMono([Float32Array.from(golden.mono.left), Float32Array.from(golden.mono.right)]);
  expect(mono).toHaveLength(golden.mono.expected.length);
  golden.mono.expected.forEach((value, index) => {
    expect(mono[index]).toBeCloseTo(value, 12);
  });
  // `ffmpeg -ac 1` of one channel after the other.
  for (const expected of [
    [Math.SQRT1_2, Math.SQRT1_2, 1, 0.5],
    [Math.SQRT1_2, Math.SQRT1_2, 1, 0, 0.5, 0.5],
    [Math.SQRT1_2, Math.SQRT1_2, 1, 0, 0.5, 0.5, 0.5, 0.5],
  ]) {
    const of = (loud: number) => toMono(expected.map((_, place) => Float32Array.of(place === loud ? 1 : 0)))[0];
    expect(expected.map((_, place) => of(place))).toEqual(expected.map(Math.fround));
  }
  expect([...toMono([Float32Array.of(1, 0.5)])]).toEqual([1, 0.5]);
});
