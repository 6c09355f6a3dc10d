import { expect, it } from "vitest";
import golden from "./seamless.golden.json";
import { createSeamless } from "./seamless.ts";

/** The same rising tone under noise as in scripts/golden/make.py. */
function noisyTone(seconds: number): Float32Array {
  return Float32Array.from({ length: Math.floor(16_000 * seconds) }, (_, index) => {
    const time = index / 16_000;
    const tone = 0.5 * Math.sin(2 * Math.PI * (220 + 90 * time) * time) + 0.2 * Math.sin(2 * Math.PI * 1760 * time);
    const wild = Math.sin(index * 12.9898) * 43758.5453;
    return Math.fround(tone) + 0.2 * (wild - Math.floor(wild));
  });
}

it.each(golden)("what $seconds s become under $settings equals Python's SeamlessM4TFeatureExtractor", (asked) => {
  const { input_features, attention_mask } = createSeamless(asked.settings).extract(noisyTone(asked.seconds));
  expect(input_features?.dims).toEqual([1, ...asked.shape]);
  expect(Array.from(attention_mask?.data ?? [], Number)).toEqual(asked.mask);
  const drift = asked.values.map(({ place, value }) => Math.abs(Number(input_features?.data[place]) - value));
  expect(Math.max(...drift)).toBeLessThan(1e-3);
});
