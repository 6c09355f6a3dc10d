import { nn, numpy as np } from "@jax-js/jax";
import type { EncoderShape } from "../encoder/shape.ts";
import { type Arrays, arrayOf, gelu, type LabelInputs, layerNorm, linear, paddingBias, pairOf } from "./layers.ts";

/**
 * Python's `BertForSequenceClassification` without dropout, for single texts: the pooler reads the first token, the
 * classifier the pooler.
 * @param arrays by the names of `encoder/shape.ts`, and a classifier; used up
 * @returns `[rows, labels]`
 */
export function encoderLogits(arrays: Arrays, { inputs, mask }: LabelInputs, shape: EncoderShape): np.Array {
  const { width, heads, layers, epsilon } = shape;
  const [rows = 0, context = 0] = inputs.shape;
  const headWidth = width / heads;
  const norm = (x: np.Array, name: string) => layerNorm(x, pairOf(arrays, name), epsilon);
  const padding = paddingBias(mask);

  const embedding = (name: string) => arrayOf(arrays, `bert.embeddings.${name}.weight`);
  const places = embedding("position_embeddings").slice([0, context]);
  const kind = embedding("token_type_embeddings").slice(0);
  const words = np.take(embedding("word_embeddings"), inputs, 0);
  let stream = norm(words.add(places).add(kind), "bert.embeddings.LayerNorm");
  for (let index = 0; index < layers; index += 1) {
    const layer = `bert.encoder.layer.${index}`;
    const part = (name: string) => pairOf(arrays, `${layer}.${name}`);
    const byHead = (name: string) =>
      linear(stream.ref, part(`attention.self.${name}`))
        .reshape([rows, context, heads, headWidth])
        .transpose([0, 2, 1, 3]);
    const keys = byHead("key").transpose([0, 1, 3, 2]);
    const scores = np.matmul(byHead("query"), keys).mul(1 / Math.sqrt(headWidth));
    const shares = nn.softmax(scores.add(padding.ref), -1);
    const mixed = np.matmul(shares, byHead("value")).transpose([0, 2, 1, 3]).reshape([rows, context, width]);
    stream = norm(stream.add(linear(mixed, part("attention.output.dense"))), `${layer}.attention.output.LayerNorm`);
    const inner = gelu(linear(stream.ref, part("intermediate.dense")));
    stream = norm(stream.add(linear(inner, part("output.dense"))), `${layer}.output.LayerNorm`);
  }
  padding.dispose();
  const pooled = np.tanh(linear(stream.slice([], 0), pairOf(arrays, "bert.pooler.dense")));
  return linear(pooled, pairOf(arrays, "classifier"));
}
