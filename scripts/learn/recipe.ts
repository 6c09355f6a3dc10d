import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSaved, writeSaved } from "../../src/learn/saved.ts";
import { readLabelled } from "../../src/learn/text/labelled.ts";
import { createFinetuning, type PretrainedNet } from "../../src/learn/train/finetuning.ts";
import { openDevice } from "../../src/learn/train/learner.ts";
import { createPretraining } from "../../src/learn/train/pretraining.ts";
import { root } from "../shared/root.mjs";
import { toHalves } from "./halves.ts";

/** The learning rate comes down over so many steps; the rest is what the screen's own plan says. */
const plan = { objective: "masked", kind: undefined, size: "small", seed: 1, steps: 1_500 } as const;
/** Where a training ends before that. */
const stops: Readonly<Record<string, number>> = { english: 1_000 };
/** As the screen begins: all parameters, sixty steps. */
const tuning = { part: "all", steps: 60 } as const;
const seeds = [1, 2, 3] as const;
const exampleCounts = [10, 30, 100] as const;
const savedEvery = 25;

const folder = join(root, "public", "learn");
/** A machine with other work takes long: what was left off goes on from here, trainings and measurements. */
const halfDone = join(tmpdir(), "learn-recipe");
const noPause = () => Promise.resolve();

/** Writes `public/learn/<name>.safetensors` and prints accuracies of held-out lines, pre-trained and from random numbers. */
export async function pretrainAndMeasure(name: string): Promise<void> {
  mkdirSync(halfDone, { recursive: true });
  await openDevice("wasm");
  const file = join(folder, `${name}.safetensors`);
  if (!existsSync(file)) writeFileSync(file, toHalves(writeSaved(await pretrained(name))));
  // Measured with what ships, not with what it was rounded from.
  const { net } = readSaved(readFileSync(file));
  const lines = readLabelled(readFileSync(join(folder, `${name}.tsv`), "utf8"));
  for (const examples of exampleCounts) {
    const found: (readonly [number, number])[] = [];
    for (const seed of seeds) found.push(await measured(net, { lines, examples, seed, name }));
    const [ours, random] = [found.map(([one]) => one), found.map(([, one]) => one)];
    console.log(`| ${name} | ${examples} | ${told(ours)} | ${told(random)} |`);
  }
}

async function pretrained(name: string): Promise<PretrainedNet> {
  const file = join(halfDone, `${name}.safetensors`);
  const text = readFileSync(join(folder, `${name}.txt`), "utf8");
  const before = existsSync(file) ? readSaved(readFileSync(file)).training?.state : undefined;
  const training = createPretraining({ ...plan, text }, before);
  const { learner, shape, vocabulary } = training;
  const netNow = async () => ({
    objective: plan.objective,
    shape,
    vocabulary,
    weights: (await learner.state()).weights,
  });
  while (learner.step < (stops[name] ?? plan.steps)) {
    await training.step();
    if (learner.step % savedEvery !== 0) continue;
    const state = await learner.state();
    writeFileSync(file, writeSaved(await netNow(), { plan: training.plan, state }));
    console.log(name, learner.step, `held out ${(await training.validationLoss(noPause)).toFixed(3)}`);
  }
  const net = await netNow();
  learner.dispose();
  return net;
}

interface Measure {
  readonly lines: ReturnType<typeof readLabelled>;
  readonly examples: number;
  readonly seed: number;
  readonly name: string;
}

/** @returns accuracy of the pre-trained network, and of the same from random numbers */
async function measured(net: PretrainedNet, { name, ...measure }: Measure): Promise<readonly [number, number]> {
  const file = join(halfDone, `${name}-${measure.examples}-${measure.seed}.txt`);
  if (!existsSync(file)) {
    const finetuning = createFinetuning(net, { ...measure, part: tuning.part });
    for (let step = 0; step < tuning.steps; step += 1) await finetuning.step();
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
