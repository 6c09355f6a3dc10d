import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { Objective } from "../../src/learn/network/shape.ts";
import type { Weights } from "../../src/learn/network/weights.ts";
import { readSaved, writeSaved } from "../../src/learn/saved.ts";
import { readLabelled } from "../../src/learn/text/labelled.ts";
import { createFinetuning, type PretrainedNet } from "../../src/learn/train/finetuning.ts";
import { openDevice } from "../../src/learn/train/learner.ts";
import { createPretraining } from "../../src/learn/train/pretraining.ts";
import { TunedPart } from "../../src/learn/verbs.ts";
import { floatTensor } from "../../src/shared/tensor.ts";
import { root } from "../shared/root.mjs";
import { writeCheckpoint } from "./checkpoint.ts";
import { toHalves } from "./halves.ts";

/** As the screen begins. */
const plan = { kind: undefined, size: "small", seed: 1 } as const;
/**
 * Steps until the learning rate has come down, and after which training ends. A masked network is asked for 15% of the tokens
 * of a step and needs more of them.
 */
const lengths: Readonly<Record<string, { readonly steps: number; readonly end: number }>> = {
  "english-masked": { steps: 1_500, end: 1_000 },
  "chinese-masked": { steps: 1_500, end: 1_500 },
  "chinese-causal": { steps: 600, end: 450 },
};
/** What the screen of fine-tuning offers. */
const shipped: ReadonlySet<string> = new Set(["english-causal", "chinese-causal"]);
const usualLength = { steps: 600, end: 600 } as const;
/** As the screen begins. */
const tunedSteps = 60;
const seeds = [1, 2, 3] as const;
const exampleCounts = [10, 30, 100] as const;
const savedEvery = 25;

const folder = join(root, "public", "learn");
/** A machine with other work takes long: what was left off goes on from here, trainings and measurements. */
const halfDone = join(tmpdir(), "learn-recipe");
const noPause = () => Promise.resolve();

/**
 * Writes `public/models/tiny-<objective>-<text>` and, of what ships, `public/learn/<text>-<objective>.safetensors`, and prints accuracies of held-out lines, pre-trained
 * and from random numbers.
 * @param name of the text and the objective: `english-causal`
 * @param parts that are fine-tuned, one after the other
 */
export async function pretrainAndMeasure(name: string, parts: readonly string[]): Promise<void> {
  mkdirSync(halfDone, { recursive: true });
  await openDevice("wasm");
  const [text = "", objective] = name.split("-");
  const file = join(shipped.has(name) ? folder : halfDone, `${name}.safetensors`);
  if (!existsSync(file))
    writeFileSync(file, toHalves(writeSaved(await pretrained(text, v.parse(Objective, objective)))));
  // Measured with what ships, not with what it was rounded from.
  const { net } = readSaved(readFileSync(file));
  const validationLoss = await heldOutLossOf(net, text);
  writeCheckpoint(
    net,
    { text, steps: lengthOf(name).end, validationLoss },
    join(halfDone, `tiny-${net.objective}-${text}`),
  );
  console.log(`${name}: held out ${validationLoss.toFixed(3)}`);
  const lines = readLabelled(readFileSync(join(folder, `${text}.tsv`), "utf8"));
  for (const part of parts.map((one) => v.parse(TunedPart, one))) {
    for (const examples of exampleCounts) {
      const found: (readonly [number, number])[] = [];
      for (const seed of seeds) found.push(await measured(net, { lines, examples, seed, part, name }));
      const [ours, random] = [found.map(([one]) => one), found.map(([, one]) => one)];
      console.log(`| ${name}, ${part} | ${examples} | ${told(ours)} | ${told(random)} |`);
    }
  }
}

function lengthOf(name: string) {
  return lengths[name] ?? usualLength;
}

async function pretrained(name: string, objective: Objective): Promise<PretrainedNet> {
  const file = join(halfDone, `${name}-${objective}.training.safetensors`);
  const text = readFileSync(join(folder, `${name}.txt`), "utf8");
  const before = existsSync(file) ? readSaved(readFileSync(file)).training?.state : undefined;
  const { steps, end } = lengthOf(`${name}-${objective}`);
  const training = createPretraining({ ...plan, steps, objective, text }, before);
  const { learner, shape, vocabulary } = training;
  const netNow = async () => ({ objective, shape, vocabulary, weights: (await learner.state()).weights });
  while (learner.step < end) {
    await training.step();
    if (learner.step % savedEvery !== 0) continue;
    const state = await learner.state();
    writeFileSync(file, writeSaved(await netNow(), { plan: training.plan, state }));
    console.log(name, objective, learner.step, `held out ${(await training.validationLoss(noPause)).toFixed(3)}`);
  }
  const net = await netNow();
  learner.dispose();
  return net;
}

/** Of what ships, by the batches that the screen looks at. */
async function heldOutLossOf({ objective, weights }: PretrainedNet, name: string): Promise<number> {
  const text = readFileSync(join(folder, `${name}.txt`), "utf8");
  const state = { weights, means: zerosLike(weights), squares: zerosLike(weights), step: 0 };
  const training = createPretraining({ ...plan, steps: 0, objective, text }, state);
  const loss = await training.validationLoss(noPause);
  training.learner.dispose();
  return loss;
}

function zerosLike(weights: Weights): Weights {
  const entries = Object.entries(weights).map(([name, { data, dims }]) => {
    return [name, floatTensor(new Float32Array(data.length), dims)] as const;
  });
  return Object.fromEntries(entries);
}

interface Measure {
  readonly lines: ReturnType<typeof readLabelled>;
  readonly examples: number;
  readonly seed: number;
  readonly part: TunedPart;
  readonly name: string;
}

/** @returns accuracy of the pre-trained network, and of the same from random numbers */
async function measured(net: PretrainedNet, { name, ...measure }: Measure): Promise<readonly [number, number]> {
  const file = join(halfDone, `${name}-${measure.part}-${measure.examples}-${measure.seed}.txt`);
  if (!existsSync(file)) {
    const finetuning = createFinetuning(net, measure);
    for (let step = 0; step < tunedSteps; step += 1) await finetuning.step(noPause);
    const { tuned, baseline } = finetuning;
    const both = [await finetuning.accuracyOf(tuned, noPause), await finetuning.accuracyOf(baseline, noPause)];
    tuned.dispose();
    baseline.dispose();
    writeFileSync(file, both.join(" "));
  }
  const [ours = 0, random = 0] = readFileSync(file, "utf8").split(" ").map(Number);
  return [ours, random];
}

/** Mean, and the least and the largest. */
function told(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${mean.toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}
