import { createRandom } from "../../shared/random.ts";
import { bodyParameters, classifierParameters, type NetShape, type Objective } from "../network/shape.ts";
import { createWeights, type Weights, weightOf } from "../network/weights.ts";
import { seedOf } from "../text/batches.ts";
import { type LabelledText, labelBatchOf, labelsOf, splitLabelled } from "../text/labelled.ts";
import type { Vocabulary } from "../text/vocabulary.ts";
import type { TunedPart } from "../verbs.ts";
import { createLearner, type Learner } from "./learner.ts";
import { labelLogits, labelLoss } from "./network.ts";

/** A network that was pre-trained, with what it read. */
export interface PretrainedNet {
  readonly objective: Objective;
  readonly shape: NetShape;
  readonly vocabulary: Vocabulary;
  readonly weights: Weights;
}

/** A network with a classifier on top. */
export interface Classifier extends PretrainedNet {
  /** In the order of its scores. */
  readonly labels: readonly string[];
}

export interface FinetunePlan {
  readonly lines: readonly LabelledText[];
  readonly part: TunedPart;
  /** Lines to learn from; the others examine. */
  readonly examples: number;
  readonly seed: number;
}

/** Two networks that learn the same lines: one that was pre-trained, and one like it that begins at random numbers. */
export interface Finetuning {
  readonly plan: FinetunePlan;
  readonly net: PretrainedNet;
  readonly labels: readonly string[];
  readonly trainLines: number;
  readonly heldOutLines: number;
  readonly tuned: Learner;
  readonly baseline: Learner;
  /** @returns the losses of both before the step */
  step(): Promise<{ readonly loss: number; readonly baselineLoss: number }>;
  /** Share of held-out lines that get their label. @param pause called between batches; may throw to leave off */
  accuracyOf(learner: Learner, pause: () => Promise<void>): Promise<number>;
  /** The pre-trained one as it is by now. */
  classifier(): Promise<Classifier>;
}

/** Small steps: what was learned before should stay. A head alone has nothing to lose. */
const rates: Readonly<Record<TunedPart, number>> = { head: 1e-2, last: 2e-3, all: 2e-3 };
const mostRows = 16;

export function createFinetuning(net: PretrainedNet, plan: FinetunePlan): Finetuning {
  const { shape, objective, vocabulary } = net;
  const { seed, part } = plan;
  const labels = labelsOf(plan.lines);
  const { train, heldOut } = splitLabelled(plan.lines, plan.examples, seed);
  const rows = Math.min(mostRows, train.length);
  const random = createWeights([...bodyParameters(shape), ...classifierParameters(shape.width, labels.length)], seed);
  const classifier = pick(random, (name) => name.startsWith("classifier."));
  const names = bodyParameters(shape).map(({ name }) => name);
  const body = Object.fromEntries(names.map((name) => [name, weightOf(net.weights, name)]));
  const tuned = labelLearner({ ...body, ...classifier }, (name) => isTuned(name, part, shape));
  // All of it learns: a body of random numbers that stays as it is would be no rival.
  const baseline = labelLearner(random, () => true);

  function labelLearner(weights: Weights, isTrained: (name: string) => boolean): Learner {
    const settings = { shape, objective };
    return createLearner({
      start: pick(weights, isTrained),
      frozen: pick(weights, (name) => !isTrained(name)),
      loss: (arrays, batch) => labelLoss(arrays, batch, settings),
      pass: (arrays, { inputs, mask, targets }) => {
        targets?.dispose();
        if (!inputs || !mask) throw new RangeError("A pass needs inputs and their mask.");
        return labelLogits(arrays, { inputs, mask }, settings);
      },
    });
  }

  async function classifierNow(): Promise<Classifier> {
    const { weights } = await tuned.state();
    return { ...net, labels, weights: { ...body, ...weights } };
  }

  const batchSettings = { shape, vocabulary, labels };
  return {
    plan,
    net,
    labels,
    trainLines: train.length,
    heldOutLines: heldOut.length,
    tuned,
    baseline,
    classifier: classifierNow,
    async step() {
      const chance = createRandom(seedOf(seed, tuned.step));
      const chosen = Array.from({ length: rows }, () => Math.floor(chance() * train.length));
      const batch = labelBatchOf(
        chosen.flatMap((index) => train[index] ?? []),
        batchSettings,
      );
      const loss = await tuned.learn(batch, rates[part]);
      const baselineLoss = await baseline.learn(batch, rates.all);
      return { loss, baselineLoss };
    },
    async accuracyOf(learner, pause) {
      let right = 0;
      for (let start = 0; start < heldOut.length; start += mostRows) {
        await pause();
        const lines = heldOut.slice(start, start + mostRows);
        // Filled up to the same number of rows, so that one compiled pass does for all.
        const filled = [...lines, ...Array.from({ length: mostRows - lines.length }, () => ({ label: "", text: "" }))];
        const logits = await learner.passOf(labelBatchOf(filled, batchSettings));
        right += lines.filter(({ label }, row) => labels[bestIn(logits, row, labels.length)] === label).length;
      }
      return right / heldOut.length;
    },
  };
}

export function isTuned(name: string, part: TunedPart, { layers }: Pick<NetShape, "layers">): boolean {
  if (part === "all" || name.startsWith("classifier.")) return true;
  return part === "last" && (name.startsWith(`layers.${layers - 1}.`) || name.startsWith("norm."));
}

function pick(weights: Weights, isPicked: (name: string) => boolean): Weights {
  return Object.fromEntries(Object.entries(weights).filter(([name]) => isPicked(name)));
}

function bestIn(logits: Float32Array, row: number, count: number): number {
  const scores = logits.subarray(row * count, (row + 1) * count);
  return scores.indexOf(Math.max(...scores));
}
