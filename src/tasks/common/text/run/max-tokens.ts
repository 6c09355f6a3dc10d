import type { Json } from "../../../../shared/json.ts";
import type { Tokenizer } from "../../../ports.ts";

/** Models that number positions from behind the padding id, as RoBERTa: that many of the table are never used. */
const offsetPositions = new Set(["camembert", "longformer", "mpnet", "roberta", "xlm-roberta", "xmod"]);

/** How many positions a model has a table for, `Infinity` where it has none. */
export function positionsOf(config: Json): number {
  const { max_position_embeddings: table, relative_attention_num_buckets: buckets } = config;
  // T5 counts from token to token: its `n_positions` is no table, but what it was trained on.
  return countOf(table) ?? (buckets === undefined ? trainedPositionsOf(config) : Number.POSITIVE_INFINITY);
}

/** How many tokens a model was trained to read, `Infinity` where it does not say. */
export function trainedPositionsOf({ max_position_embeddings, n_positions }: Json): number {
  // GPT-1, GPT-2 and T5 have a word of their own.
  return countOf(max_position_embeddings) ?? countOf(n_positions) ?? Number.POSITIVE_INFINITY;
}

/** The most tokens that a model reads, special tokens included: what its tokenizer says and its position table holds. */
export function maxTokensOf(config: Json, tokenizer: Pick<Tokenizer, "maxLength">): number {
  const { model_type: type, pad_token_id: pad } = config;
  const unused = offsetPositions.has(String(type)) ? (typeof pad === "number" ? pad : 1) + 1 : 0;
  return Math.min(tokenizer.maxLength, positionsOf(config) - unused);
}

function countOf(value: unknown): number | undefined {
  return typeof value === "number" && value > 0 ? value : undefined;
}
