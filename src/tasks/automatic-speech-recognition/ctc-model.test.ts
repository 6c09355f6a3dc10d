import { expect, it } from "vitest";
import { leastOf } from "./ctc-model.ts";

it("a Wav2Vec2 needs 400 samples for its first letter, 25 ms at 16 kHz", () => {
  // transformers: Wav2Vec2Model._get_feat_extract_output_lengths(399) is 0, of 400 it is 1.
  expect(leastOf([10, 3, 3, 3, 3, 2, 2], [5, 2, 2, 2, 2, 2, 2])).toBe(400);
  expect(leastOf([], [])).toBe(1);
});
