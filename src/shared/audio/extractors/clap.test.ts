import { expect, it } from "vitest";
import golden from "./clap.golden.json";
import { createClap } from "./clap.ts";

/** The same rising tone as in scripts/golden/make.py. */
function tone(seconds: number): Float32Array {
  return Float32Array.from({ length: Math.floor(16_000 * seconds) }, (_, index) => {
    const time = index / 16_000;
    return 0.5 * Math.sin(2 * Math.PI * (220 + 90 * time) * time) + 0.2 * Math.sin(2 * Math.PI * 1760 * time);
  });
}

it.each(golden)("what $seconds s become under $settings equals Python's ClapFeatureExtractor", (asked) => {
  const { input_features, is_longer } = createClap(asked.settings).extract(tone(asked.seconds));
  expect(input_features?.dims).toEqual(asked.shape);
  expect(is_longer?.data[0] === 1).toBe(asked.isLonger);
  const worst = asked.values.reduce(
    (largest, { place, value }) => Math.max(largest, Math.abs(Number(input_features?.data[place]) - value)),
    0,
  );
  // In dB, of 100 that there are.
  expect(worst).toBeLessThan(1e-5);
});
