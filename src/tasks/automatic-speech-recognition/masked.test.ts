import { expect, test } from "vitest";
import { floatTensor, longTensor } from "../../shared/tensor.ts";
import { withoutMasked } from "./masked.ts";

const features = floatTensor(Float32Array.of(1, 2, 3, 4, 0, 0), [1, 3, 2]);

test("frames behind the sound are left out", () => {
  const feeds = { input_features: features, attention_mask: longTensor([1, 1, 0], [1, 3]) };
  expect(withoutMasked(feeds)).toEqual({
    input_features: floatTensor(Float32Array.of(1, 2, 3, 4), [1, 2, 2]),
    attention_mask: longTensor([1, 1], [1, 2]),
  });
});

test("a sound whose frames all count stays as it is, and so does a wave", () => {
  expect(withoutMasked({ input_features: features, attention_mask: longTensor([1, 1, 1], [1, 3]) })).toBeUndefined();
  expect(withoutMasked({ input_values: features })).toBeUndefined();
});
