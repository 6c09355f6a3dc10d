import * as v from "valibot";
import { bodyParameters, classifierParameters, NetShape, Objective, objectiveParameters } from "../network/shape.ts";
import { createWeights } from "../network/weights.ts";
import { isTuned } from "../train/finetuning.ts";
import { type Batch, createLearner } from "../train/learner.ts";
import { labelLoss, tokenLoss } from "../train/network.ts";
import { TunedPart } from "../verbs.ts";
import golden from "./learn.golden.json";

const Part = v.object({ data: v.array(v.number()), dims: v.array(v.number()) });
const Case = v.object({
  objective: Objective,
  part: v.nullable(TunedPart),
  batches: v.array(v.record(v.string(), Part)),
  losses: v.array(v.number()),
  gradients: v.record(v.string(), v.object({ norm: v.number(), first: v.array(v.number()) })),
});
const Golden = v.object({
  shape: NetShape,
  seed: v.number(),
  labels: v.number(),
  rate: v.number(),
  warmup: v.number(),
  cases: v.array(Case),
});

/** `EsmForMaskedLM` and `GPTNeoXForCausalLM` in PyTorch, by `scripts/golden/learn.py`. */
const { shape, seed, labels, rate, warmup, cases } = v.parse(Golden, golden);

/** A training of 20 steps by PyTorch, with the gradients of the first. */
export type ReferenceCase = v.InferOutput<typeof Case>;
export const referenceCases: readonly ReferenceCase[] = cases;

function learnerFor({ objective, part }: ReferenceCase) {
  const settings = { shape, objective };
  const head = part ? classifierParameters(shape.width, labels) : objectiveParameters(objective, shape);
  const weights = createWeights([...bodyParameters(shape), ...head], seed);
  const isTrained = (name: string) => part === null || isTuned(name, part, shape);
  const some = (wanted: boolean) =>
    Object.fromEntries(Object.entries(weights).filter(([name]) => isTrained(name) === wanted));
  const loss = part ? labelLoss : tokenLoss;
  const pass: Parameters<typeof createLearner>[0]["loss"] = (arrays, batch) => loss(arrays, batch, settings);
  return createLearner({ start: some(true), frozen: some(false), loss: pass, pass });
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
    const loss = await learner.learn(batchOf(batch), rate * Math.min(1, (step + 1) / warmup));
    gaps.push(Math.abs(loss - (one.losses[step] ?? Number.NaN)));
  }
  learner.dispose();
  return Math.max(...gaps);
}
