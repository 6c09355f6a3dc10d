import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import { drawn, linear, norm, type Parameter } from "../network/shape.ts";

/** What `BertModel` of Python reads of its `config.json`, with the defaults of `BertConfig`. */
const Config = v.object({
  model_type: v.literal("bert"),
  vocab_size: v.number(),
  max_position_embeddings: v.optional(v.number(), 512),
  type_vocab_size: v.optional(v.number(), 2),
  hidden_size: v.number(),
  num_hidden_layers: v.number(),
  num_attention_heads: v.number(),
  intermediate_size: v.number(),
  layer_norm_eps: v.optional(v.number(), 1e-12),
  hidden_act: v.optional(v.literal("gelu"), "gelu"),
  position_embedding_type: v.optional(v.literal("absolute"), "absolute"),
  is_decoder: v.optional(v.literal(false), false),
});
const Told = v.looseObject({ model_type: v.optional(v.string()) });

/** The measures of a `BertModel`. */
export interface EncoderShape {
  readonly vocabulary: number;
  /** Tokens that it reads at most. */
  readonly positions: number;
  /** Of tokens: the first and the second of two texts. */
  readonly kinds: number;
  /** Numbers that stand for a token. */
  readonly width: number;
  readonly heads: number;
  readonly layers: number;
  readonly inner: number;
  readonly epsilon: number;
}

/**
 * @param config `config.json`
 * @throws TaskError `model-unsupported` where it is that of another network
 */
export function encoderShapeOf(config: unknown): EncoderShape {
  const read = v.safeParse(Config, config);
  if (!read.success) {
    const family = v.is(Told, config) ? (config.model_type ?? "?") : "?";
    const other = read.issues.map(({ message, path }) => `${path?.map(({ key }) => key).join(".")}: ${message}`);
    throw new TaskError("model-unsupported", "This network cannot be fine-tuned whole here.", other.join("\n"), {
      reason: "encoder-other",
      values: { family },
    });
  }
  const { output: told } = read;
  return {
    vocabulary: told.vocab_size,
    positions: told.max_position_embeddings,
    kinds: told.type_vocab_size,
    width: told.hidden_size,
    heads: told.num_attention_heads,
    layers: told.num_hidden_layers,
    inner: told.intermediate_size,
    epsilon: told.layer_norm_eps,
  };
}

/** By Python's names within `BertForSequenceClassification`; matrices stand as `[from, to]`, as in `network/shape.ts`. */
export function encoderParameters({
  vocabulary,
  positions,
  kinds,
  width,
  layers,
  inner,
}: EncoderShape): readonly Parameter[] {
  const embedding = (name: string, rows: number): Parameter => ({
    name: `bert.embeddings.${name}.weight`,
    dims: [rows, width],
    start: drawn,
  });
  const layer = (name: string) => [
    ...["query", "key", "value"].flatMap((part) => linear(`${name}.attention.self.${part}`, width, width)),
    ...linear(`${name}.attention.output.dense`, width, width),
    ...norm(`${name}.attention.output.LayerNorm`, width),
    ...linear(`${name}.intermediate.dense`, width, inner),
    ...linear(`${name}.output.dense`, inner, width),
    ...norm(`${name}.output.LayerNorm`, width),
  ];
  return [
    embedding("word_embeddings", vocabulary),
    embedding("position_embeddings", positions),
    embedding("token_type_embeddings", kinds),
    ...norm("bert.embeddings.LayerNorm", width),
    ...Array.from({ length: layers }, (_, index) => layer(`bert.encoder.layer.${index}`)).flat(),
    ...linear("bert.pooler.dense", width, width),
  ];
}
