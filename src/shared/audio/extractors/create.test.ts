import { expect, it } from "vitest";
import { createFeatureExtractor } from "./create.ts";

it("is of the class that the file names, or the model's type where it names none", () => {
  const rate = { sampling_rate: 8000 };
  expect(createFeatureExtractor({ ...rate, feature_extractor_type: "Wav2Vec2FeatureExtractor" }, "")).toBeDefined();
  expect(createFeatureExtractor({ ...rate, feature_extractor_type: null }, "hubert")).toBeDefined();
});

it("of another class is refused by its name", () => {
  for (const [config, type, features] of [
    [{ feature_extractor_type: "EncodecFeatureExtractor" }, "encodec", "EncodecFeatureExtractor"],
    [{}, "something", "something"],
  ] as const) {
    expect(() => createFeatureExtractor(config, type)).toThrow(
      expect.objectContaining({
        code: "model-unsupported",
        narrow: { reason: "features-unknown", values: { features } },
      }),
    );
  }
});
