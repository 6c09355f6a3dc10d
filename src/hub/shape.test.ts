import { expect, it } from "vitest";
import { findShape } from "./shape.ts";

it.each([
  // 28 layers, 8 heads of 128 for keys and as many for values; 151,936 words of 1,024 numbers.
  [
    "Qwen3 0.6B",
    {
      num_hidden_layers: 28,
      num_attention_heads: 16,
      num_key_value_heads: 8,
      head_dim: 128,
      hidden_size: 1024,
      vocab_size: 151_936,
    },
    57_344,
    155_582_464,
  ],
  // 12 layers, 12 heads of 64; 50,257 words of 768 numbers.
  ["GPT-2", { n_layer: 12, n_head: 12, n_embd: 768, vocab_size: 50_257 }, 18_432, 38_597_376],
  // 8 layers of 6 heads of 64, as its d_kv says; 32,128 words of 512 numbers.
  ["T5 small", { num_decoder_layers: 8, num_heads: 6, d_kv: 64, d_model: 512, vocab_size: 32_128 }, 6_144, 16_449_536],
  // What writes stands in a part of its own.
  [
    "a model that sees",
    { text_config: { num_hidden_layers: 2, num_attention_heads: 2, hidden_size: 8, vocab_size: 10 } },
    32,
    80,
  ],
  // 30 layers, of which 10 keep nothing of their own; 2 heads of 256.
  [
    "Gemma 3n E2B",
    {
      text_config: {
        num_hidden_layers: 30,
        num_kv_shared_layers: 10,
        num_attention_heads: 8,
        num_key_value_heads: 2,
        head_dim: 256,
        hidden_size: 2048,
        vocab_size: 262_400,
      },
      vision_soft_tokens_per_image: 256,
      audio_soft_tokens_per_image: 188,
    },
    20_480,
    537_395_200,
    { perPicture: 256, perSound: 188 },
  ],
])("the measures of %s are those of its config.json", (_name, config, perToken, matrix, media?: object) => {
  expect(findShape(config)).toEqual({ perToken, matrix, ...media });
});

it("is not known of a model that tells no layers", () => {
  expect(findShape({ hidden_size: 8 })).toBeUndefined();
  expect(findShape("<html>")).toBeUndefined();
});
