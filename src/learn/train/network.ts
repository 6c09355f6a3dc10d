import { nn, numpy as np } from "@jax-js/jax";
import { rotaryTables } from "../network/rotary.ts";
import { type NetShape, normEpsilon, type Objective } from "../network/shape.ts";
import {
  type Arrays,
  arrayOf,
  crossEntropies,
  gelu,
  hidden,
  type LabelInputs,
  layerNorm,
  linear,
  paddingBias,
  pairOf,
} from "./layers.ts";

const norm = (x: np.Array, weights: ReturnType<typeof pairOf>) => layerNorm(x, weights, normEpsilon);

/** Turns queries or keys by their positions. */
function rotated(x: np.Array, cosines: np.Array, sines: np.Array): np.Array {
  const half = (x.shape.at(-1) ?? 0) / 2;
  const first = x.ref.slice([], [], [], [0, half]);
  const second = x.ref.slice([], [], [], [half, 2 * half]);
  const across = np.concatenate([np.negative(second), first], -1);
  return x.mul(cosines).add(across.mul(sines));
}

interface BodySettings {
  readonly shape: NetShape;
  readonly objective: Objective;
  /** `[rows, context]`, 1 where a token stands, 0 where a row is filled up. Used up. */
  readonly mask?: np.Array | undefined;
  /** Is given each layer's attention: `[rows, heads, context, context]`, whoever looks before what is looked at. */
  readonly onAttention?: (shares: np.Array) => void;
}

/**
 * @param arrays the body's weights; used up
 * @param ids `[rows, context]`; used up
 * @returns `[rows, context, width]`
 */
function bodyOf(arrays: Arrays, ids: np.Array, { shape, objective, mask, onAttention }: BodySettings): np.Array {
  const { width, heads, layers } = shape;
  const [rows = 0, context = 0] = ids.shape;
  const headWidth = width / heads;
  const tables = rotaryTables(context, headWidth);
  const cosines = np.array(tables.cosines).reshape([context, headWidth]);
  const sines = np.array(tables.sines).reshape([context, headWidth]);
  const padding = mask && paddingBias(mask);

  let stream = np.take(arrayOf(arrays, "embeddings"), ids, 0);
  for (let index = 0; index < layers; index += 1) {
    const part = (name: string) => pairOf(arrays, `layers.${index}.${name}`);
    const qkv = linear(norm(stream.ref, part("norm1")), part("qkv"))
      .reshape([rows, context, 3, heads, headWidth])
      .transpose([2, 0, 3, 1, 4]);
    const queries = rotated(qkv.ref.slice(0), cosines.ref, sines.ref);
    const keys = rotated(qkv.ref.slice(1), cosines.ref, sines.ref);
    let scores = np.matmul(queries, keys.transpose([0, 1, 3, 2])).mul(1 / Math.sqrt(headWidth));
    if (objective === "causal") {
      scores = np.where(np.tri(context, context, 0, { dtype: np.bool }), scores, hidden);
    }
    if (padding) scores = scores.add(padding.ref);
    const shares = nn.softmax(scores, -1);
    onAttention?.(shares.ref);
    const mixed = np.matmul(shares, qkv.slice(2)).transpose([0, 2, 1, 3]).reshape([rows, context, width]);
    stream = stream.add(linear(mixed, part("out")));
    const inner = gelu(linear(norm(stream.ref, part("norm2")), part("up")));
    stream = stream.add(linear(inner, part("down")));
  }
  cosines.dispose();
  sines.dispose();
  padding?.dispose();
  return norm(stream, pairOf(arrays, "norm"));
}

type Settings = Pick<BodySettings, "shape" | "objective">;

/**
 * @param arrays weights of the body and of its objective; used up
 * @param ids `[rows, context]`; used up
 * @returns `[rows * context, vocabulary]`
 */
export function tokenLogits(arrays: Arrays, ids: np.Array, settings: Settings): np.Array {
  const embeddings = arrayOf(arrays, "embeddings").ref;
  const { width } = settings.shape;
  let numbers = bodyOf(arrays, ids, settings).reshape([-1, width]);
  if (settings.objective === "causal") return np.matmul(numbers, embeddings.transpose());
  numbers = norm(gelu(linear(numbers, pairOf(arrays, "head.dense"))), pairOf(arrays, "head.norm"));
  return np.matmul(numbers, embeddings.transpose()).add(arrayOf(arrays, "head.bias"));
}

/**
 * How much each token looks at each.
 * @param arrays weights of the body and of its objective; used up
 * @param ids `[rows, context]`; used up
 * @returns `[layers, rows, heads, context, context]`; what a token looks at adds up to 1
 */
export function attentionOf(arrays: Arrays, ids: np.Array, settings: Settings): np.Array {
  const layers: np.Array[] = [];
  for (const [name, array] of Object.entries(arrays)) if (name.startsWith("head.")) array.dispose();
  bodyOf(arrays, ids, { ...settings, onAttention: (shares) => void layers.push(shares) }).dispose();
  return np.stack(layers);
}

/** @returns `[rows, labels]`, from the mean over all tokens that stand in a row */
export function labelLogits(arrays: Arrays, { inputs, mask }: LabelInputs, settings: Settings): np.Array {
  const { "classifier.weight": weight, "classifier.bias": bias, ...body } = arrays;
  if (!weight || !bias) throw new RangeError("There is no classifier.");
  const numbers = bodyOf(body, inputs, { ...settings, mask: mask.ref });
  const counts = mask.ref.sum(1, { keepdims: true });
  const mean = numbers.mul(np.expandDims(mask, -1)).sum(1).div(counts);
  return linear(mean, { weight, bias });
}

/** `inputs` and `targets` `[rows, context]`; `weights` tell which tokens are asked for. The mean over those. */
export function tokenLoss(arrays: Arrays, batch: Arrays, settings: Settings): np.Array {
  const logits = tokenLogits(arrays, arrayOf(batch, "inputs"), settings);
  const weights = arrayOf(batch, "weights").reshape([-1]);
  const losses = crossEntropies(logits, arrayOf(batch, "targets").reshape([-1]), settings.shape.vocabulary);
  return losses.mul(weights.ref).sum().div(weights.sum());
}
