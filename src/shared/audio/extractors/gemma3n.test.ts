import { expect, it } from "vitest";
import { noisyTone } from "../testing/noisy-tone.ts";
import golden from "./gemma3n.golden.json";
import { createGemma3n } from "./gemma3n.ts";

it.each(golden)(
  "what $seconds s beside $beside s become under $settings equals Python's Gemma3nAudioFeatureExtractor",
  (asked) => {
    const extractor = createGemma3n(asked.settings);
    const [sound, other] = [noisyTone(asked.seconds), noisyTone(asked.beside)];
    const filled = extractor.filledOf([sound.length, other.length]);
    const { input_features, input_features_mask } = extractor.extract(sound, filled);
    expect(input_features?.dims).toEqual([1, ...asked.shape]);
    expect(Array.from(input_features_mask?.data ?? [], Number)).toEqual(asked.mask);
    const drift = asked.values.map(({ place, value }) => Math.abs(Number(input_features?.data[place]) - value));
    expect(Math.max(...drift)).toBeLessThan(1e-3);
  },
);

it("hears 30 s at most, as Python does", () => {
  const [frames] = [createGemma3n({}).extract(noisyTone(31)).input_features?.dims[1]];
  // 480,000 samples: (480000 - 513) // 160 + 1 frames.
  expect(frames).toBe(2997);
});
