import { expect, test } from "vitest";
import { maxTokensOf, positionsOf, trainedPositionsOf } from "./max-tokens.ts";

test("the smaller of what the tokenizer says and the table of positions holds", () => {
  expect(maxTokensOf({ model_type: "bert", max_position_embeddings: 512 }, { maxLength: 128 })).toBe(128);
  expect(maxTokensOf({ model_type: "bert", max_position_embeddings: 512 }, { maxLength: Infinity })).toBe(512);
  expect(maxTokensOf({ model_type: "xlnet", max_position_embeddings: -1 }, { maxLength: 640 })).toBe(640);
});

test("positions that RoBERTa never uses are left out", () => {
  const config = { model_type: "roberta", max_position_embeddings: 514, pad_token_id: 1 };
  expect(maxTokensOf(config, { maxLength: Infinity })).toBe(512);
});

test("GPT-2's table has a name of its own, and T5 has none, but says what it was trained on", () => {
  expect(positionsOf({ model_type: "gpt2", n_positions: 1024 })).toBe(1024);
  const t5 = { model_type: "t5", n_positions: 512, relative_attention_num_buckets: 32 };
  expect(positionsOf(t5)).toBe(Infinity);
  expect(maxTokensOf(t5, { maxLength: 1024 })).toBe(1024);
  expect(trainedPositionsOf(t5)).toBe(512);
  expect(positionsOf({ model_type: "bloom" })).toBe(Infinity);
});
