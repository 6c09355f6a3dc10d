import { type FloatTensor, floatTensor } from "../../shared/tensor.ts";
import type { NetShape, Objective } from "../network/shape.ts";
import { turned, type Weights, weightOf } from "../network/weights.ts";

/** Takes columns of a matrix `[from, to]` or numbers of a vector `[to]`, in this order. */
function chosen({ data, dims }: FloatTensor, columns: readonly number[]): FloatTensor {
  const to = dims.at(-1) ?? 1;
  const rows = data.length / to;
  const values = Float32Array.from(
    { length: rows * columns.length },
    (_, place) => data[Math.floor(place / columns.length) * to + (columns[place % columns.length] ?? 0)] ?? 0,
  );
  return floatTensor(values, dims.length === 1 ? [columns.length] : [rows, columns.length]);
}

/** The weights by the names and in the layout of Python's `EsmForMaskedLM` or `GPTNeoXForCausalLM`. */
export function pythonWeights(weights: Weights, shape: NetShape, objective: Objective): Weights {
  return objective === "masked" ? esmWeights(weights, shape) : neoxWeights(weights, shape);
}

type Entry = readonly [string, FloatTensor];

function createReader(weights: Weights) {
  const plain = (ours: string, theirs: string): readonly Entry[] =>
    ["weight", "bias"].map((part) => [`${theirs}.${part}`, weightOf(weights, `${ours}.${part}`)]);
  const linear = (ours: string, theirs: string, columns?: readonly number[]): readonly Entry[] =>
    plain(ours, theirs).map(([name, tensor]) => {
      const some = columns ? chosen(tensor, columns) : tensor;
      return [name, some.dims.length === 2 ? turned(some) : some];
    });
  return { plain, linear };
}

function esmWeights(weights: Weights, { width, layers }: NetShape): Weights {
  const { plain, linear } = createReader(weights);
  const thirds = ["query", "key", "value"].map((name, third) => ({
    name,
    columns: Array.from({ length: width }, (_, index) => third * width + index),
  }));
  const entries = Array.from({ length: layers }, (_, index) => {
    const [ours, theirs] = [`layers.${index}`, `esm.encoder.layer.${index}`];
    return [
      ...plain(`${ours}.norm1`, `${theirs}.attention.LayerNorm`),
      ...thirds.flatMap(({ name, columns }) => linear(`${ours}.qkv`, `${theirs}.attention.self.${name}`, columns)),
      ...linear(`${ours}.out`, `${theirs}.attention.output.dense`),
      ...plain(`${ours}.norm2`, `${theirs}.LayerNorm`),
      ...linear(`${ours}.up`, `${theirs}.intermediate.dense`),
      ...linear(`${ours}.down`, `${theirs}.output.dense`),
    ];
  });
  return Object.fromEntries<FloatTensor>([
    ["esm.embeddings.word_embeddings.weight", weightOf(weights, "embeddings")],
    ...entries.flat(),
    ...plain("norm", "esm.encoder.emb_layer_norm_after"),
    ...linear("head.dense", "lm_head.dense"),
    ...plain("head.norm", "lm_head.layer_norm"),
    ["lm_head.bias", weightOf(weights, "head.bias")],
  ]);
}

function neoxWeights(weights: Weights, { width, heads, layers }: NetShape): Weights {
  const { plain, linear } = createReader(weights);
  const headWidth = width / heads;
  // Theirs has query, key and value of one head after the other; ours has all queries first.
  const byHead = Array.from({ length: 3 * width }, (_, place) => {
    const head = Math.floor(place / (3 * headWidth));
    const third = Math.floor(place / headWidth) % 3;
    return third * width + head * headWidth + (place % headWidth);
  });
  const entries = Array.from({ length: layers }, (_, index) => {
    const [ours, theirs] = [`layers.${index}`, `gpt_neox.layers.${index}`];
    return [
      ...plain(`${ours}.norm1`, `${theirs}.input_layernorm`),
      ...linear(`${ours}.qkv`, `${theirs}.attention.query_key_value`, byHead),
      ...linear(`${ours}.out`, `${theirs}.attention.dense`),
      ...plain(`${ours}.norm2`, `${theirs}.post_attention_layernorm`),
      ...linear(`${ours}.up`, `${theirs}.mlp.dense_h_to_4h`),
      ...linear(`${ours}.down`, `${theirs}.mlp.dense_4h_to_h`),
    ];
  });
  return Object.fromEntries<FloatTensor>([
    ["gpt_neox.embed_in.weight", weightOf(weights, "embeddings")],
    ...entries.flat(),
    ...plain("norm", "gpt_neox.final_layer_norm"),
  ]);
}
