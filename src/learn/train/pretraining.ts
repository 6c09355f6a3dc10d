import { TaskError } from "../../shared/errors.ts";
import { bodyParameters, countOf, type NetShape, type Objective, objectiveParameters } from "../network/shape.ts";
import { type NetSize, shapeOf } from "../network/sizes.ts";
import { createWeights } from "../network/weights.ts";
import { batchOf, type Split, seedOf, splitOf } from "../text/batches.ts";
import { createVocabulary, type TokenKind, toIds, tokenKindOf, tokensOf, type Vocabulary } from "../text/vocabulary.ts";
import type { Arrays } from "./layers.ts";
import { createLearner, type Learner, type LearnerState } from "./learner.ts";
import { attentionOf, tokenLogits, tokenLoss } from "./network.ts";

/** Highest learning rate of pre-training; networks so small bear more than large ones. */
const peak = 3e-3;
/** Where it ends. */
const lowest = peak / 10;
const warmup = 50;

/**
 * Learning rate of step `step` (from 0) of `total`: up in a line, at most through the first tenth, then down along a cosine.
 * Steps beyond `total` go on at the lowest.
 */
function rateAt(step: number, total: number): number {
  const rising = Math.max(1, Math.min(warmup, Math.floor(total / 10)));
  if (step < rising) return (peak * (step + 1)) / rising;
  const share = Math.min(1, (step - rising) / Math.max(1, total - rising));
  return lowest + ((peak - lowest) * (1 + Math.cos(Math.PI * share))) / 2;
}

/** Longer texts take long to cut, and a network so small learns no more from them. */
const mostCharacters = 5_000_000;

export interface PretrainPlan {
  readonly objective: Objective;
  readonly text: string;
  /** `undefined` leaves it to the text. */
  readonly kind: TokenKind | undefined;
  readonly size: NetSize;
  readonly seed: number;
  /** Steps after which the learning rate has come down. */
  readonly steps: number;
}

/** A network that is being pre-trained. */
export interface Pretraining {
  readonly plan: PretrainPlan;
  readonly shape: NetShape;
  readonly vocabulary: Vocabulary;
  readonly parameters: number;
  readonly split: Split;
  readonly learner: Learner;
  /** @returns the loss of the step's batch before it, in nats a token */
  step(): Promise<number>;
  /** @param pause called between batches; may throw to leave off */
  validationLoss(pause: () => Promise<void>): Promise<number>;
}

/** Batches of held-out text that the validation loss is the mean of: always the same ones. */
const validationBatches = 4;
/** Their seeds lie apart from those of training. */
const validationSeed = 1_000_003;

/**
 * @param saved weights and the optimizer's memory of an earlier training by the same plan
 * @throws TaskError where the text is empty or too short
 */
export function createPretraining(plan: PretrainPlan, saved?: LearnerState): Pretraining {
  const { objective, seed } = plan;
  checkLength(plan.text);
  const kind = plan.kind ?? tokenKindOf(plan.text);
  const tokens = tokensOf(plan.text, kind);
  const vocabulary = createVocabulary(tokens, kind);
  const shape = shapeOf(plan.size, kind, vocabulary.tokens.length);
  const split = splitOf(toIds(tokens, vocabulary), shape.context);
  const parameters = [...bodyParameters(shape), ...objectiveParameters(objective, shape)];
  const settings = { shape, objective };
  const learner = createLearner({
    start: saved ?? createWeights(parameters, seed),
    loss: (arrays, batch) => tokenLoss(arrays, batch, settings),
    pass: (arrays, batch) => tokenLogits(arrays, inputsOf(batch), settings),
    attention: (arrays, batch) => attentionOf(arrays, inputsOf(batch), settings),
  });
  return {
    plan,
    shape,
    vocabulary,
    parameters: countOf(parameters),
    split,
    learner,
    step() {
      const batch = batchOf(split.train, { ...settings, seed: seedOf(seed, learner.step) });
      return learner.learn(batch, rateAt(learner.step, plan.steps));
    },
    async validationLoss(pause) {
      let sum = 0;
      for (let index = 0; index < validationBatches; index += 1) {
        await pause();
        sum += await learner.lossOf(batchOf(split.validation, { ...settings, seed: validationSeed + index }));
      }
      return sum / validationBatches;
    },
  };
}

/** Nothing else of a batch is looked at. */
function inputsOf({ inputs, ...rest }: Arrays): Arrays[string] {
  for (const array of Object.values(rest)) array.dispose();
  if (!inputs) throw new RangeError("A pass needs inputs.");
  return inputs;
}

function checkLength(text: string): void {
  if (text.trim() === "") throw new TaskError("input-empty", "There is no text.");
  if (text.length <= mostCharacters) return;
  const millions = (count: number) => (count / 1e6).toFixed(1);
  throw new TaskError("input-too-large", "The text is too long.", undefined, {
    reason: "training-long",
    values: { given: millions(text.length), limit: millions(mostCharacters) },
  });
}
