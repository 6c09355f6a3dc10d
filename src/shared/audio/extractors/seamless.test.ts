import { expect, it } from "vitest";
import { noisyTone } from "../testing/noisy-tone.ts";
import golden from "./seamless.golden.json";
import { createSeamless } from "./seamless.ts";

it.each(golden)(
  "what $seconds s at a loudness of $loudness become under $settings equals Python's SeamlessM4TFeatureExtractor",
  (asked) => {
    const { input_features, attention_mask } = createSeamless(asked.settings).extract(
      noisyTone(asked.seconds).map((sample) => sample * asked.loudness),
    );
    expect(input_features?.dims).toEqual([1, ...asked.shape]);
    expect(Array.from(attention_mask?.data ?? [], Number)).toEqual(asked.mask);
    const drift = asked.values.map(({ place, value }) => Math.abs(Number(input_features?.data[place]) - value));
    expect(Math.max(...drift)).toBeLessThan(1e-6);
  },
);
