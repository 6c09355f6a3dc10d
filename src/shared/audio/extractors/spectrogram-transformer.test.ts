import { expect, it } from "vitest";
import golden from "./spectrogram-transformer.golden.json";
import { createSpectrogramTransformer } from "./spectrogram-transformer.ts";

/** The same rising tone as in scripts/golden/make.py. */
function tone(seconds: number): Float32Array {
  return Float32Array.from({ length: Math.floor(16_000 * seconds) }, (_, index) => {
    const time = index / 16_000;
    return 0.5 * Math.sin(2 * Math.PI * (220 + 90 * time) * time) + 0.2 * Math.sin(2 * Math.PI * 1760 * time);
  });
}

it.each(golden)("what $seconds s become under $settings equals Python's ASTFeatureExtractor", (asked) => {
  const { input_values } = createSpectrogramTransformer(asked.settings).extract(tone(asked.seconds));
  const [frames = 0, bins = 0] = asked.shape;
  expect(input_values?.dims).toEqual([1, frames, bins]);
  for (const { frame, bin, value } of asked.values) {
    expect(Number(input_values?.data[frame * bins + bin])).toBeCloseTo(value, 6);
  }
});
