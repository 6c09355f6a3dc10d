import { expect, test } from "vitest";
import golden from "../../../shared/audio/resample.golden.json";
import { decodeSound, toMono } from "./decode.ts";

test("mono is what FFmpeg makes of two channels, and the mean of more", () => {
  const mono = toMono([Float32Array.from(golden.mono.left), Float32Array.from(golden.mono.right)]);
  expect(mono).toHaveLength(golden.mono.expected.length);
  golden.mono.expected.forEach((value, index) => {
    expect(mono[index]).toBeCloseTo(value, 6);
  });
  expect([...toMono([Float32Array.of(1), Float32Array.of(0), Float32Array.of(0), Float32Array.of(1)])]).toEqual([0.5]);
  expect([...toMono([Float32Array.of(1, 0.5)])]).toEqual([1, 0.5]);
});

test("a sound of no bytes is said to be empty, not broken", async () => {
  await expect(decodeSound(new Blob([]), 16_000)).rejects.toMatchObject({ code: "sound-empty" });
});
