import * as v from "valibot";
import { encoderParameters } from "../encoder/shape.ts";
import {
  bodyParameters,
  classifierParameters,
  NetShape,
  Objective,
  objectiveParameters,
  type Parameter,
} from "../network/shape.ts";
import { createWeights } from "../network/weights.ts";
import { encoderLogits } from "../train/encoder.ts";
import { labelLoss } from "../train/layers.ts";
import { type Batch, createLearner, type Pass } from "../train/learner.ts";
import { labelLogits, tokenLoss } from "../train/network.ts";
import { isTuned, isTunedEncoder } from "../train/tunable.ts";
import { TunedPart } from "../verbs.ts";
import encoderGolden from "./encoder.golden.json";
import golden from "./learn.golden.json";

const Part = v.object({ data: v.array(v.number()), dims: v.array(v.number()) });
const Case = v.object({
  network: v.string(),
  part: v.nullable(TunedPart),
  batches: v.array(v.record(v.string(), Part)),
  losses: v.array(v.number()),
  gradients: v.record(v.string(), v.object({ norm: v.number(), first: v.array(v.number()) })),
});
const Training = { seed: v.number(), labels: v.number(), rate: v.number(), warmup: v.number() };
const Golden = v.object({
  ...Training,
  shape: NetShape,
  cases: v.array(v.object({ ...Case.entries, network: Objective })),
});
const EncoderGolden = v.object({
  ...Training,
  shape: v.object({
    vocabulary: v.number(),
    positions: v.number(),
    kinds: v.number(),
    width: v.number(),
    heads: v.number(),
    layers: v.number(),
    inner: v.number(),
    epsilon: v.number(),
  }),
  cases: v.array(Case),
});

/** A training of 20 steps by PyTorch, with the gradients of the first, and the same training here. */
export interface ReferenceCase extends v.InferOutput<typeof Case> {
  readonly parameters: readonly Parameter[];
  isTrained(name: string): boolean;
  readonly loss: Pass;
  readonly seed: number;
  readonly rate: number;
  readonly warmup: number;
}

/** `EsmForMaskedLM` and `GPTNeoXForCausalLM` in PyTorch, by `scripts/golden/learn.py`. */
function netCases(): readonly ReferenceCase[] {
  const { shape, labels, cases, ...training } = v.parse(Golden, golden);
  return cases.map((one): ReferenceCase => {
    const { network: objective, part } = one;
    const settings = { shape, objective };
    const head = part ? classifierParameters(shape.width, labels) : objectiveParameters(objective, shape);
    return {
      ...training,
      ...one,
      parameters: [...bodyParameters(shape), ...head],
      isTrained: (name) => part === null || isTuned(name, part, shape),
      loss: part
        ? labelLoss((arrays, inputs) => labelLogits(arrays, inputs, settings))
        : (arrays, batch) => tokenLoss(arrays, batch, settings),
    };
  });
}

/** `BertForSequenceClassification`, by `scripts/golden/encoder.py`. */
function encoderCases(): readonly ReferenceCase[] {
  const { shape, labels, cases, ...training } = v.parse(EncoderGolden, encoderGolden);
  return cases.map((one) => ({
    ...training,
    ...one,
    parameters: [...encoderParameters(shape), ...classifierParameters(shape.width, labels)],
    isTrained: (name) => one.part === null || isTunedEncoder(name, one.part, shape),
    loss: labelLoss((arrays, inputs) => encoderLogits(arrays, inputs, shape)),
  }));
}

export const referenceCases: readonly ReferenceCase[] = [...netCases(), ...encoderCases()];

function learnerFor({ parameters, isTrained, loss, seed }: ReferenceCase) {
  const weights = Object.entries(createWeights(parameters, seed));
  const some = (wanted: boolean) => Object.fromEntries(weights.filter(([name]) => isTrained(name) === wanted));
  return createLearner({ start: some(true), frozen: some(false), loss, pass: loss });
}

function batchOf(parts: ReferenceCase["batches"][number]): Batch {
  return Object.fromEntries(
    Object.entries(parts).map(([name, { data, dims }]) => {
      const isWhole = name === "inputs" || name === "targets";
      return [name, { data: isWhole ? Int32Array.from(data) : Float32Array.from(data), dims }];
    }),
  );
}

/** The furthest that a gradient of the first step lies from PyTorch's: norms, and the first numbers of each. */
export async function gradientGapOf(one: ReferenceCase): Promise<number> {
  const learner = learnerFor(one);
  const gradients = await learner.gradientsOf(batchOf(one.batches[0] ?? {}));
  learner.dispose();
  const names = new Set([...Object.keys(gradients), ...Object.keys(one.gradients)]);
  const gaps = [...names].flatMap((name) => {
    const values = [...(gradients[name]?.data ?? [])];
    const { norm, first } = one.gradients[name] ?? { norm: Number.NaN, first: [] };
    const ours = [Math.hypot(...values), ...values];
    return [norm, ...first].map((theirs, place) => Math.abs((ours[place] ?? Number.NaN) - theirs));
  });
  return Math.max(...gaps);
}

/** The furthest that a loss of the twenty steps lies from PyTorch's. */
export async function lossGapOf(one: ReferenceCase): Promise<number> {
  const learner = learnerFor(one);
  const gaps: number[] = [];
  for (const [step, batch] of one.batches.entries()) {
    const loss = await learner.learn(batchOf(batch), one.rate * Math.min(1, (step + 1) / one.warmup));
    gaps.push(Math.abs(loss - (one.losses[step] ?? Number.NaN)));
  }
  learner.dispose();
  return Math.max(...gaps);
}
