import { defaultDevice, getWebGPUDevice, init, jit, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { TaskError } from "../../shared/errors.ts";
import { floatTensor } from "../../shared/tensor.ts";
import type { Weights } from "../network/weights.ts";
import type { Arrays } from "./layers.ts";

let isLost = false;

/** Whether the GPU was taken away: what is read from it fails from then on, and in this realm for good. */
export function isDeviceLost(): boolean {
  return isLost;
}

/**
 * Where all learners are from now on.
 * @throws TaskError `webgpu-unavailable` where this browser has no such device
 */
export async function openDevice(device: "wasm" | "webgpu"): Promise<void> {
  const opened = await init(device);
  if (!opened.includes(device)) throw new TaskError("webgpu-unavailable", `There is no ${device} here.`);
  defaultDevice(device);
  if (device !== "webgpu") return;
  void getWebGPUDevice().lost.then(() => {
    isLost = true;
  });
}

/** Numbers of a batch with their dimensions, by name. */
export type Batch = Readonly<Record<string, BatchPart>>;
export interface BatchPart {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

/** Weights that change, and what AdamW remembers of each: enough to go on elsewhere. */
export interface LearnerState {
  readonly weights: Weights;
  readonly means: Weights;
  readonly squares: Weights;
  /** Steps that were taken. */
  readonly step: number;
}

export interface Learner {
  readonly step: number;
  /** One step of AdamW at this learning rate. @returns the batch's loss before it, in nats */
  learn(batch: Batch, rate: number): Promise<number>;
  /** The batch's loss with the weights of the moment. */
  lossOf(batch: Batch): Promise<number>;
  gradientsOf(batch: Batch): Promise<Weights>;
  /** What a pass gives with the weights of the moment. @throws where no pass was given */
  passOf(batch: Batch): Promise<Float32Array>;
  /** The same of `attention`. @throws RangeError where none was given */
  attentionOf(batch: Batch): Promise<Float32Array>;
  state(): Promise<LearnerState>;
  /** Gives its memory back. */
  dispose(): void;
}

export type Pass = (arrays: Arrays, batch: Arrays) => np.Array;

interface LearnerSettings {
  readonly start: Weights | LearnerState;
  /** Weights that stay as they are. */
  readonly frozen?: Weights;
  readonly loss: Pass;
  readonly pass: Pass;
  /** What the tokens of a batch look at. */
  readonly attention?: Pass;
}

/** As `torch.optim.AdamW`; vectors (biases and the weights of norms) do not decay. */
const adam = { mean: 0.9, square: 0.99, epsilon: 1e-8, decay: 0.01 } as const;

function isState(start: Weights | LearnerState): start is LearnerState {
  return typeof start.step === "number";
}

/** Learns by gradient descent on the default device. Each pass is compiled at its first call for a shape of batch. */
export function createLearner({ start, frozen = {}, loss, pass, attention }: LearnerSettings): Learner {
  const weights = isState(start) ? start.weights : start;
  let step = isState(start) ? start.step : 0;
  let params = toArrays(weights);
  let means = isState(start) ? toArrays(start.means) : zerosLike(weights);
  let squares = isState(start) ? toArrays(start.squares) : zerosLike(weights);
  const fixed = toArrays(frozen);

  const lossIn = (trained: Arrays, others: Arrays, batch: Arrays) => loss({ ...others, ...trained }, batch);
  const withGradients = valueAndGrad(lossIn);
  const update = jit(
    (trained: Arrays, mean: Arrays, square: Arrays, others: Arrays, batch: Arrays, scales: np.Array) => {
      const [value, gradients] = withGradients(tree.ref(trained), others, batch);
      return [...adamStep({ trained, gradients, mean, square, scales }), { loss: value }];
    },
  );
  const evaluate = jit(lossIn);
  const gradient = jit((trained: Arrays, others: Arrays, batch: Arrays) => {
    const [value, gradients] = withGradients(trained, others, batch);
    value.dispose();
    return gradients;
  });
  const compiled = (one: Pass) =>
    jit((trained: Arrays, others: Arrays, batch: Arrays) => one({ ...others, ...trained }, batch));
  const forward = compiled(pass);
  const looking = attention && compiled(attention);

  return {
    get step() {
      return step;
    },
    async learn(batch, rate) {
      step += 1;
      const { mean, square } = adam;
      const scales = np.array(Float32Array.of(rate, 1 / (1 - mean ** step), 1 / (1 - square ** step)));
      const [trained = {}, nextMeans = {}, nextSquares = {}, { loss: value } = {}] = update(
        params,
        means,
        squares,
        tree.ref(fixed),
        batchArrays(batch),
        scales,
      );
      [params, means, squares] = [trained, nextMeans, nextSquares];
      return value ? numberOf(value) : Number.NaN;
    },
    lossOf: (batch) => numberOf(evaluate(tree.ref(params), tree.ref(fixed), batchArrays(batch))),
    gradientsOf: async (batch) => toWeights(gradient(tree.ref(params), tree.ref(fixed), batchArrays(batch))),
    passOf: (batch) => floatsOf(forward(tree.ref(params), tree.ref(fixed), batchArrays(batch))),
    async attentionOf(batch) {
      if (!looking) throw new RangeError("This network's attention is not looked at.");
      return floatsOf(looking(tree.ref(params), tree.ref(fixed), batchArrays(batch)));
    },
    async state() {
      const [kept, keptMeans, keptSquares] = [tree.ref(params), tree.ref(means), tree.ref(squares)];
      return {
        weights: await toWeights(kept),
        means: await toWeights(keptMeans),
        squares: await toWeights(keptSquares),
        step,
      };
    },
    dispose() {
      for (const one of [params, means, squares, fixed]) tree.dispose(one);
      for (const one of [update, evaluate, gradient, forward, looking]) one?.dispose();
    },
  };
}

interface AdamInput {
  readonly trained: Arrays;
  readonly gradients: Arrays;
  readonly mean: Arrays;
  readonly square: Arrays;
  /** Learning rate, and what makes up for means that began at zero: `1 / (1 - beta ** step)` of both. */
  readonly scales: np.Array;
}

/** @returns weights, means and squares after one step; uses up what it is given */
function adamStep({ trained, gradients, mean, square, scales }: AdamInput): [Arrays, Arrays, Arrays] {
  const rate = scales.ref.slice(0);
  const meanScale = scales.ref.slice(1);
  const squareScale = scales.slice(2);
  const next: [Arrays, Arrays, Arrays] = [{}, {}, {}];
  for (const [name, weight] of Object.entries(trained)) {
    const [g, m, s] = [gradients[name], mean[name], square[name]];
    if (!g || !m || !s) throw new RangeError(`There is no gradient of "${name}".`);
    const nextMean = m.mul(adam.mean).add(g.ref.mul(1 - adam.mean));
    const nextSquare = s.mul(adam.square).add(np.square(g).mul(1 - adam.square));
    const root = np.sqrt(nextSquare.ref.mul(squareScale.ref)).add(adam.epsilon);
    let change = nextMean.ref.mul(meanScale.ref).div(root);
    if (weight.ndim >= 2) change = change.add(weight.ref.mul(adam.decay));
    next[0][name] = weight.sub(change.mul(rate.ref));
    next[1][name] = nextMean;
    next[2][name] = nextSquare;
  }
  for (const scale of [rate, meanScale, squareScale]) scale.dispose();
  return next;
}

function toArrays(weights: Weights): Arrays {
  return mapped(weights, ({ data, dims }) => np.array(data.slice()).reshape([...dims]));
}

function zerosLike(weights: Weights): Arrays {
  return mapped(weights, ({ dims }) => np.zeros([...dims]));
}

function batchArrays(batch: Batch): Arrays {
  return mapped(batch, ({ data, dims }) => np.array(data.slice()).reshape([...dims]));
}

function mapped<From, To>(values: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

async function toWeights(arrays: Arrays): Promise<Weights> {
  const entries = Object.entries(arrays).map(async ([name, array]) => {
    const dims = [...array.shape];
    return [name, floatTensor(await floatsOf(array), dims)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** @param array used up */
async function floatsOf(array: np.Array): Promise<Float32Array> {
  return Float32Array.from(await array.data());
}

async function numberOf(array: np.Array): Promise<number> {
  const [value = Number.NaN] = await floatsOf(array);
  return value;
}
