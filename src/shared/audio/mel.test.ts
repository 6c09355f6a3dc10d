import { describe, expect, it } from "vitest";
import golden from "./mel.golden.json";
import { logMel } from "./mel.ts";

const settings = { bins: 80, windowLength: 400, hopLength: 160, samplingRate: 16_000 };

/** The same rising tone as in scripts/golden/make.py. */
function tone(seconds: number): Float32Array {
  return Float32Array.from({ length: Math.floor(16_000 * seconds) }, (_, index) => {
    const time = index / 16_000;
    return 0.5 * Math.sin(2 * Math.PI * (220 + 90 * time) * time) + 0.2 * Math.sin(2 * Math.PI * 1760 * time);
  });
}

function largestDrift(samples: Float32Array, expected: typeof golden.long): number {
  const { data, bins, frames } = logMel(samples, settings);
  expect([bins, frames]).toEqual(expected.shape);
  return Math.max(
    ...expected.values.map(({ bin, frame, value }) => Math.abs(value - (data[bin * frames + frame] ?? Number.NaN))),
  );
}

describe("logMel", () => {
  it("equals WhisperFeatureExtractor on a short sound padded to 30 s", () => {
    const padded = new Float32Array(30 * 16_000);
    padded.set(tone(1.7));
    expect(largestDrift(padded, golden.short)).toBeLessThan(1e-4);
  });

  it("equals it on a sound of 33 s taken whole", () => {
    expect(largestDrift(tone(33), golden.long)).toBeLessThan(1e-4);
  });
});
