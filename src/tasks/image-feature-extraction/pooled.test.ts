import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { pooledOf } from "./pooled.ts";

const tokens = floatTensor(Float32Array.of(1, 2, 3, 4), [1, 2, 2]);

test("the model's own pooler counts, then its projection, then its first token", () => {
  const own = floatTensor(Float32Array.of(9, 8), [1, 2]);
  expect([...pooledOf({ last_hidden_state: tokens, pooler_output: own }, tokens)]).toEqual([9, 8]);
  expect([...pooledOf({ image_embeds: own }, own)]).toEqual([9, 8]);
  expect([...pooledOf({ last_hidden_state: tokens }, tokens)]).toEqual([1, 2]);
});

test("channels are pooled over their places, and one vector is itself", () => {
  const map = floatTensor(Float32Array.of(1, 3, 5, 7), [1, 2, 1, 2]);
  expect([...pooledOf({ last_hidden_state: map }, map)]).toEqual([2, 6]);
  const vector = floatTensor(Float32Array.of(4, 5), [1, 2]);
  expect([...pooledOf({ features: vector }, vector)]).toEqual([4, 5]);
});
