import { nn, numpy as np } from "@jax-js/jax";

/** By the names of their network's parameters. An array is used up by its use; `.ref` keeps it for another. */
export type Arrays = { [name: string]: np.Array };

/** Both are handed out once. */
interface Pair {
  readonly weight: np.Array;
  readonly bias: np.Array;
}

export function arrayOf(arrays: Arrays, name: string): np.Array {
  const array = arrays[name];
  if (!array) throw new RangeError(`There is no array "${name}".`);
  return array;
}

export function pairOf(arrays: Arrays, name: string): Pair {
  return { weight: arrayOf(arrays, `${name}.weight`), bias: arrayOf(arrays, `${name}.bias`) };
}

export function linear(x: np.Array, { weight, bias }: Pair): np.Array {
  return np.dot(x, weight).add(bias);
}

export function layerNorm(x: np.Array, { weight, bias }: Pair, epsilon: number): np.Array {
  const centred = x.ref.sub(x.mean(-1, { keepdims: true }));
  const variance = np.square(centred.ref).mean(-1, { keepdims: true });
  return centred
    .mul(np.reciprocal(np.sqrt(variance.add(epsilon))))
    .mul(weight)
    .add(bias);
}

export const gelu = (x: np.Array) => nn.gelu(x, { approximate: false });

/** What a token must not look at gets this added to its score: its share is 0 after the softmax. */
export const hidden = -1e9;

/** What is added to the scores of places where a row is filled up. @param mask `[rows, context]`, 1 where a token stands; used up */
export function paddingBias(mask: np.Array): np.Array {
  const [rows = 0, context = 0] = mask.shape;
  return mask.sub(1).mul(-hidden).reshape([rows, 1, 1, context]);
}

/** Cross entropy at each row of `logits`, in nats: `[n, classes]` against ids `[n]`. */
export function crossEntropies(logits: np.Array, targets: np.Array, classes: number): np.Array {
  const chosen = np.expandDims(targets, -1).equal(np.arange(classes)).astype(np.float32);
  return nn.logSoftmax(logits, -1).mul(chosen).sum(-1).mul(-1);
}

/** Rows of labelled texts: ids and `mask` `[rows, context]`. */
export interface LabelInputs {
  readonly inputs: np.Array;
  readonly mask: np.Array;
}

/** @returns `[rows, labels]` for these rows; uses up what it is given */
export type LabelPass = (arrays: Arrays, inputs: LabelInputs) => np.Array;

/** Mean cross entropy of rows whose labels are `targets` `[rows]`. */
export function labelLoss(pass: LabelPass): (arrays: Arrays, batch: Arrays) => np.Array {
  return (arrays, batch) => {
    const labels = arrayOf(arrays, "classifier.bias").shape[0] ?? 0;
    const logits = pass(arrays, { inputs: arrayOf(batch, "inputs"), mask: arrayOf(batch, "mask") });
    return crossEntropies(logits, arrayOf(batch, "targets"), labels).mean();
  };
}
