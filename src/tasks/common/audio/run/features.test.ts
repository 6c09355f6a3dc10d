import { expect, it } from "vitest";
import { floatTensor } from "../../../../shared/tensor.ts";
import { vectorOf } from "./features.ts";

it("takes the mean over frames, and a vector as it is", () => {
  const frames = floatTensor(Float32Array.of(1, 2, 3, 4, 5, 6), [1, 3, 2]);
  expect([...vectorOf({ last_hidden_state: frames })]).toEqual([3, 4]);
  expect([...vectorOf({ logits: floatTensor(Float32Array.of(7, 8), [1, 2]) })]).toEqual([7, 8]);
  const whole = floatTensor(Float32Array.of(9), [1, 1]);
  expect([...vectorOf({ last_hidden_state: frames, audio_embeds: whole })]).toEqual([9]);
});
