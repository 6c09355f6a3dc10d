import * as v from "valibot";
import type { Json } from "../shared/json.ts";

/** Numbers that were learned, by what they do. */
export interface ModelParts {
  /** A row for each token of the vocabulary. */
  readonly words: number;
  /** Places and kinds of tokens, where they have rows of their own. */
  readonly places: number;
  readonly attention: number;
  /** The second half of each layer. */
  readonly inner: number;
  readonly norms: number;
  /** Before the first layer of what hears; after the last one of all others. */
  readonly rest: number;
}

export function totalOf(parts: ModelParts): number {
  return Object.values(parts).reduce((sum, count) => sum + count, 0);
}

/** All of a linear layer. */
const linear = (from: number, to: number) => from * to + to;

/**
 * As PyTorch's classes of these families have them, by their `config.json` and the first of its `architectures`.
 * @returns `undefined` for other families, and where a measure is missing
 */
export function partsOf(config: Json): ModelParts | undefined {
  const counted = families[String(config.model_type)]?.(config);
  return counted && Object.values(counted).every(Number.isFinite) ? counted : undefined;
}

const numberIn = (config: Json, name: string, usual = Number.NaN) => {
  const value = config[name];
  return typeof value === "number" ? value : usual;
};

const architectureOf = ({ architectures }: Json) => (v.is(v.array(v.string()), architectures) ? architectures[0] : "");

const labelsOf = ({ id2label }: Json) => (typeof id2label === "object" && id2label ? Object.keys(id2label).length : 2);

type Count = (config: Json) => ModelParts;

/** BERT's own kind; RoBERTa differs in the number of kinds of tokens alone, and in its classifier. */
const bert: Count = (config) => {
  const n = (name: string, usual?: number) => numberIn(config, name, usual);
  const [width, layers, inner, words] = [
    n("hidden_size"),
    n("num_hidden_layers"),
    n("intermediate_size"),
    n("vocab_size"),
  ];
  const isBert = config.model_type === "bert";
  const kinds = n("type_vocab_size", isBert ? 2 : 1);
  const architecture = architectureOf(config) ?? "";
  const pooler = linear(width, width);
  const guess = linear(width, width) + 2 * width + words;
  const rest = /ForMaskedLM$/.test(architecture)
    ? guess
    : /ForSequenceClassification$/.test(architecture)
      ? pooler + linear(width, labelsOf(config))
      : /ForTokenClassification$|ForQuestionAnswering$/.test(architecture)
        ? linear(width, labelsOf(config))
        : pooler;
  return {
    words: words * width,
    places: (n("max_position_embeddings") + kinds) * width,
    attention: layers * 4 * linear(width, width),
    inner: layers * (linear(width, inner) + linear(inner, width)),
    norms: (2 * layers + 1) * 2 * width,
    rest,
  };
};

const distilbert: Count = (config) => {
  const n = (name: string) => numberIn(config, name);
  const [width, layers, inner, words] = [n("dim"), n("n_layers"), n("hidden_dim"), n("vocab_size")];
  const architecture = architectureOf(config) ?? "";
  const rest = /ForMaskedLM$/.test(architecture)
    ? linear(width, width) + 2 * width + words
    : /ForSequenceClassification$/.test(architecture)
      ? linear(width, width) + linear(width, labelsOf(config))
      : /ForTokenClassification$|ForQuestionAnswering$/.test(architecture)
        ? linear(width, labelsOf(config))
        : 0;
  return {
    words: words * width,
    places: n("max_position_embeddings") * width,
    attention: layers * 4 * linear(width, width),
    inner: layers * (linear(width, inner) + linear(inner, width)),
    norms: (2 * layers + 1) * 2 * width,
    rest,
  };
};

const gpt2: Count = (config) => {
  const n = (name: string, usual?: number) => numberIn(config, name, usual);
  const [width, layers] = [n("n_embd"), n("n_layer")];
  const inner = n("n_inner", 4 * width);
  return {
    words: n("vocab_size") * width,
    places: n("n_positions", 1024) * width,
    attention: layers * (linear(width, 3 * width) + linear(width, width)),
    inner: layers * (linear(width, inner) + linear(inner, width)),
    norms: (2 * layers + 1) * 2 * width,
    rest: 0,
  };
};

/** Rotary positions, three matrices in the second half, norms without biases; Qwen's own ways beside. */
const llama: Count = (config) => {
  const n = (name: string, usual?: number) => numberIn(config, name, usual);
  const [width, layers, heads] = [n("hidden_size"), n("num_hidden_layers"), n("num_attention_heads")];
  const head = n("head_dim", width / heads);
  const [asked, kept] = [heads * head, n("num_key_value_heads", heads) * head];
  const type = config.model_type;
  const queryBias = type === "qwen2" || config.attention_bias === true ? asked + 2 * kept : 0;
  const outBias = type !== "qwen2" && config.attention_bias === true ? width : 0;
  const ofHeads = type === "qwen3" ? 2 * head : 0;
  const words = n("vocab_size") * width;
  // transformers' default of these families.
  const isTied = config.tie_word_embeddings === true;
  const isBody = /Model$/.test(architectureOf(config) ?? "");
  return {
    words,
    places: 0,
    attention: layers * (2 * width * asked + 2 * width * kept + queryBias + outBias),
    inner: layers * 3 * width * n("intermediate_size"),
    norms: layers * (2 * width + ofHeads) + width,
    rest: isTied || isBody ? 0 : words,
  };
};

const t5: Count = (config) => {
  const n = (name: string, usual?: number) => numberIn(config, name, usual);
  const [width, layers, heads] = [n("d_model"), n("num_layers"), n("num_heads")];
  const below = n("num_decoder_layers", layers);
  const block = 4 * width * heads * n("d_kv");
  const isGated = String(config.feed_forward_proj ?? "relu").startsWith("gated");
  const words = n("vocab_size") * width;
  return {
    words,
    // How far apart two tokens are, in buckets, for each head of the first layers.
    places: 2 * n("relative_attention_num_buckets", 32) * heads,
    attention: (layers + 2 * below) * block,
    inner: (layers + below) * (isGated ? 3 : 2) * width * n("d_ff"),
    norms: (2 * layers + 3 * below + 2) * width,
    rest: config.tie_word_embeddings === false ? words : 0,
  };
};

const bart: Count = (config) => {
  const n = (name: string) => numberIn(config, name);
  const [width, layers, below] = [n("d_model"), n("encoder_layers"), n("decoder_layers")];
  const innerOf = (size: number) => linear(width, size) + linear(size, width);
  return {
    words: n("vocab_size") * width,
    // Its first two places are not used.
    places: 2 * (n("max_position_embeddings") + 2) * width,
    attention: (layers + 2 * below) * 4 * linear(width, width),
    inner: layers * innerOf(n("encoder_ffn_dim")) + below * innerOf(n("decoder_ffn_dim")),
    norms: (2 * layers + 3 * below + 2) * 2 * width,
    rest: 0,
  };
};

const whisper: Count = (config) => {
  const n = (name: string, usual?: number) => numberIn(config, name, usual);
  const [width, layers, below] = [n("d_model"), n("encoder_layers"), n("decoder_layers")];
  const innerOf = (size: number) => linear(width, size) + linear(size, width);
  return {
    words: n("vocab_size") * width,
    places: (n("max_source_positions", 1500) + n("max_target_positions", 448)) * width,
    // Keys have no bias.
    attention: (layers + 2 * below) * (4 * width * width + 3 * width),
    inner: layers * innerOf(n("encoder_ffn_dim")) + below * innerOf(n("decoder_ffn_dim")),
    norms: (2 * layers + 3 * below + 2) * 2 * width,
    // Two convolutions over three frames each.
    rest: linear(3 * n("num_mel_bins", 80), width) + linear(3 * width, width),
  };
};

const families: Readonly<Record<string, Count>> = {
  bert,
  bart,
  camembert: bert,
  distilbert,
  gpt2,
  llama,
  mistral: llama,
  qwen2: llama,
  qwen3: llama,
  roberta: bert,
  t5,
  whisper,
  "xlm-roberta": bert,
};
