import { describe, expect, it } from "vitest";
import golden from "./resample.golden.json";
import { toRate } from "./resample.ts";

describe("toRate", () => {
  it.each(golden.cases)("equals FFmpeg's from $source to $target Hz, from the first sample to the last", (given) => {
    const { samples, samplingRate } = toRate(
      { samples: Float32Array.from(given.samples), samplingRate: given.source },
      given.target,
    );
    expect(samplingRate).toBe(given.target);
    expect(samples).toHaveLength(given.expected.length);
    given.expected.forEach((value, index) => {
      expect(samples[index]).toBeCloseTo(value, 12);
    });
  });

  it("leaves a sound of that rate, and one without samples, as they are", () => {
    const sound = { samples: Float32Array.of(0.1, 0.2), samplingRate: 16_000 };
    expect(toRate(sound, 16_000)).toEqual(sound);
    expect(toRate({ samples: new Float32Array(0), samplingRate: 8_000 }, 16_000).samples).toHaveLength(0);
  });
});
