import { createRandom } from "../../shared/random.ts";
import { countOf, type NetShape, type Objective } from "../network/shape.ts";
import { createWeights, type Weights } from "../network/weights.ts";
import { seedOf } from "../text/batches.ts";
import { type LabelledText, labelsOf, splitLabelled } from "../text/labelled.ts";
import type { Vocabulary } from "../text/vocabulary.ts";
import type { TunedPart } from "../verbs.ts";
import { labelLoss } from "./layers.ts";
import { type Batch, createLearner, type Learner, type LearnerState } from "./learner.ts";
import { type Subject, tunableOf } from "./tunable.ts";

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

/** How far a fine-tuning is, with all that it takes to go on. */
export interface FinetuneProgress {
  readonly tuned: LearnerState;
  readonly baseline: LearnerState;
  /** Of the last step that the pre-trained one took; the other may be a step behind. */
  readonly loss: number;
}

/** Two networks that learn the same lines: one that was pre-trained, and one like it that begins at random numbers. */
export interface Finetuning {
  readonly plan: FinetunePlan;
  readonly subject: Subject;
  readonly labels: readonly string[];
  /** Of the body and the head. */
  readonly parameters: number;
  readonly trainLines: number;
  readonly heldOutLines: number;
  readonly tuned: Learner;
  readonly baseline: Learner;
  /** Steps that both have taken. */
  readonly steps: number;
  /**
   * @param pause called between the one and the other; may throw to leave off, and the next step goes on from there
   * @returns the losses of both before the step
   */
  step(pause: () => Promise<void>): Promise<{ readonly loss: number; readonly baselineLoss: number }>;
  /** Share of held-out lines that get their label. @param pause called between batches; may throw to leave off */
  accuracyOf(learner: Learner, pause: () => Promise<void>): Promise<number>;
  /** All of the pre-trained one, as they are by now. */
  weights(): Promise<Weights>;
  progress(): Promise<FinetuneProgress>;
}

const mostRows = 16;

/** @param saved of an earlier fine-tuning of the same network by the same plan */
export function createFinetuning(subject: Subject, plan: FinetunePlan, saved?: FinetuneProgress): Finetuning {
  const { seed, part } = plan;
  const { weights, parametersFor, isTuned, pass, rates, batchOf } = tunableOf(subject);
  const labels = labelsOf(plan.lines);
  const { train, heldOut } = splitLabelled(plan.lines, plan.examples, seed);
  const rows = Math.min(mostRows, train.length);
  const parameters = parametersFor(labels.length);
  const random = createWeights(parameters, seed);
  const begun = { ...random, ...weights };
  const tuned = labelLearner(begun, (name) => isTuned(name, part), saved?.tuned);
  // All of it learns: a body of random numbers that stays as it is would be no rival.
  const baseline = labelLearner(random, () => true, saved?.baseline);

  /** Of the last step that the pre-trained one took. */
  let loss = saved?.loss ?? Number.NaN;

  function batchAt(step: number): Batch {
    const chance = createRandom(seedOf(seed, step));
    const chosen = Array.from({ length: rows }, () => Math.floor(chance() * train.length));
    return batchOf(
      chosen.flatMap((index) => train[index] ?? []),
      labels,
    );
  }

  function labelLearner(start: Weights, isTrained: (name: string) => boolean, state?: LearnerState): Learner {
    return createLearner({
      start: state ?? pick(start, isTrained),
      frozen: pick(start, (name) => !isTrained(name)),
      loss: labelLoss(pass),
      pass: (arrays, { inputs, mask, targets }) => {
        targets?.dispose();
        if (!inputs || !mask) throw new RangeError("A pass needs inputs and their mask.");
        return pass(arrays, { inputs, mask });
      },
    });
  }

  return {
    plan,
    subject,
    labels,
    parameters: countOf(parameters),
    trainLines: train.length,
    heldOutLines: heldOut.length,
    tuned,
    baseline,
    weights: async () => ({ ...begun, ...(await tuned.state()).weights }),
    progress: async () => ({ tuned: await tuned.state(), baseline: await baseline.state(), loss }),
    get steps() {
      return baseline.step;
    },
    async step(pause) {
      const batch = batchAt(baseline.step);
      if (tuned.step === baseline.step) {
        loss = await tuned.learn(batch, rates[part]);
        await pause();
      }
      return { loss, baselineLoss: await baseline.learn(batch, rates.all) };
    },
    async accuracyOf(learner, pause) {
      let right = 0;
      for (let start = 0; start < heldOut.length; start += mostRows) {
        await pause();
        const lines = heldOut.slice(start, start + mostRows);
        // Filled up to the same number of rows, so that one compiled pass does for all.
        const filled = [...lines, ...Array.from({ length: mostRows - lines.length }, () => ({ label: "", text: "" }))];
        const logits = await learner.passOf(batchOf(filled, labels));
        right += lines.filter(({ label }, row) => labels[bestIn(logits, row, labels.length)] === label).length;
      }
      return right / heldOut.length;
    },
  };
}

function pick(weights: Weights, isPicked: (name: string) => boolean): Weights {
  return Object.fromEntries(Object.entries(weights).filter(([name]) => isPicked(name)));
}

function bestIn(logits: Float32Array, row: number, count: number): number {
  const scores = logits.subarray(row * count, (row + 1) * count);
  return scores.indexOf(Math.max(...scores));
}
