import * as v from "valibot";
import { Json } from "../shared/json.ts";

/** Measures of a model that decide whether it fits. */
export interface ModelShape {
  /** Numbers that are kept of each token: keys and values of all layers. */
  readonly perToken: number;
  /** Numbers in the largest matrix, which is that of the vocabulary. */
  readonly matrix: number;
  /** Tokens of a picture, and of half a minute of sound, where `config.json` has one number for all. */
  readonly perPicture?: number;
  readonly perSound?: number;
}

/**
 * Of a model that writes, by its `config.json`; of parts that look and listen, what they give it to read.
 * @returns `undefined` where the file does not tell
 */
export function findShape(config: unknown): ModelShape | undefined {
  if (!v.is(Json, config)) return undefined;
  const inner = config.text_config ?? config.llm_config;
  const own = v.is(Json, inner) ? inner : config;
  const layers = numberAt(own, "decoder_layers", "num_decoder_layers", "num_hidden_layers", "n_layer", "num_layers");
  const heads = numberAt(own, "decoder_attention_heads", "num_attention_heads", "n_head", "num_heads");
  const width = numberAt(own, "hidden_size", "n_embd", "d_model", "dim");
  const words = numberAt(own, "vocab_size");
  if (!layers || !heads || !width || !words) return undefined;
  const headWidth = numberAt(own, "head_dim", "d_kv") ?? width / heads;
  const kept = numberAt(own, "num_key_value_heads") ?? heads;
  // Gemma 3n's last layers read what earlier ones keep.
  const keeping = layers - (numberAt(own, "num_kv_shared_layers") ?? 0);
  const perPicture =
    numberAt(config, "vision_soft_tokens_per_image", "mm_tokens_per_image", "image_seq_length") ??
    numberAt(own, "num_image_tokens");
  const perSound = numberAt(config, "audio_soft_tokens_per_image");
  return {
    perToken: 2 * keeping * kept * headWidth,
    matrix: words * width,
    ...(perPicture !== undefined && { perPicture }),
    ...(perSound !== undefined && { perSound }),
  };
}

function numberAt(config: Json, ...names: readonly string[]): number | undefined {
  return names.map((name) => config[name]).find((value) => typeof value === "number");
}
