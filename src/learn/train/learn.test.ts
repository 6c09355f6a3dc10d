import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { bodyParameters, classifierParameters, NetShape, Objective, objectiveParameters } from "../network/shape.ts";
import { createWeights } from "../network/weights.ts";
import { TunedPart } from "../verbs.ts";
import { isTuned } from "./finetuning.ts";
import { createLearner, openDevice } from "./learner.ts";
import { labelLoss, tokenLoss } from "./network.ts";

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
const golden = v.parse(Golden, JSON.parse(readFileSync(join(import.meta.dirname, "learn.golden.json"), "utf8")));
const { shape, seed, labels, rate, warmup } = golden;

/** What the issue asks for; seen are differences below 1e-5. */
const tolerance = 1e-4;

beforeAll(async () => {
  await openDevice("wasm");
});

function learnerFor({ objective, part }: v.InferOutput<typeof Case>) {
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

function batchOf(parts: Readonly<Record<string, v.InferOutput<typeof Part>>>) {
  return Object.fromEntries(
    Object.entries(parts).map(([name, { data, dims }]) => {
      const isWhole = name === "inputs" || name === "targets";
      return [name, { data: isWhole ? Int32Array.from(data) : Float32Array.from(data), dims }];
    }),
  );
}

describe.each(golden.cases)("training $objective $part", (one) => {
  it("has PyTorch's gradients", async () => {
    const learner = learnerFor(one);
    const gradients = await learner.gradientsOf(batchOf(one.batches[0] ?? {}));
    expect(Object.keys(gradients).sort()).toEqual(Object.keys(one.gradients).sort());
    for (const [name, { norm, first }] of Object.entries(one.gradients)) {
      const values = [...(gradients[name]?.data ?? [])];
      const ours = [Math.hypot(...values), ...values.slice(0, first.length)];
      for (const [place, theirs] of [norm, ...first].entries()) {
        expect({ name, place, off: Math.abs((ours[place] ?? Number.NaN) - theirs) < tolerance }).toEqual({
          name,
          place,
          off: true,
        });
      }
    }
    learner.dispose();
  });

  it("has PyTorch's losses over twenty steps of AdamW", async () => {
    const learner = learnerFor(one);
    const losses: number[] = [];
    for (const [step, batch] of one.batches.entries()) {
      losses.push(await learner.learn(batchOf(batch), rate * Math.min(1, (step + 1) / warmup)));
    }
    const furthest = Math.max(...losses.map((loss, step) => Math.abs(loss - (one.losses[step] ?? Number.NaN))));
    expect(furthest).toBeLessThan(tolerance);
    learner.dispose();
  });
});
