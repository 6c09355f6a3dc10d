import * as v from "valibot";
import { TaskError } from "../shared/errors.ts";
import { readMetadata, readSafetensors, writeSafetensors } from "../shared/safetensors.ts";
import { type FloatTensor, floatTensor } from "../shared/tensor.ts";
import { NetShape, Objective } from "./network/shape.ts";
import { NetSize } from "./network/sizes.ts";
import type { Weights } from "./network/weights.ts";
import { TokenKind } from "./text/vocabulary.ts";
import type { FinetuneProgress, PretrainedNet } from "./train/finetuning.ts";
import type { LearnerState } from "./train/learner.ts";
import type { PretrainPlan } from "./train/pretraining.ts";
import { TunedPart } from "./verbs.ts";

/** What a file says of its network, beside the tensors. */
const Told = v.object({
  objective: Objective,
  shape: NetShape,
  vocabulary: v.object({ kind: TokenKind, tokens: v.array(v.string()) }),
  /** Of a training that can go on: its plan and how far it was. */
  training: v.optional(
    v.object({
      text: v.string(),
      kind: TokenKind,
      size: NetSize,
      seed: v.number(),
      steps: v.number(),
      step: v.number(),
    }),
  ),
  /** Of a fine-tuning of this network that can go on. */
  finetuning: v.optional(
    v.object({
      labelled: v.string(),
      part: TunedPart,
      examples: v.number(),
      seed: v.number(),
      steps: v.number(),
      tunedStep: v.number(),
      baselineStep: v.number(),
      /** `null` before the first step. */
      loss: v.nullable(v.number()),
    }),
  ),
});
type Told = v.InferInput<typeof Told>;

export interface SavedTraining {
  readonly plan: PretrainPlan;
  readonly state: LearnerState;
}

export interface SavedFinetuning {
  readonly plan: Omit<NonNullable<Told["finetuning"]>, "tunedStep" | "baselineStep" | "loss">;
  readonly progress: FinetuneProgress;
}

/**
 * One `.safetensors` file with JSON in its metadata, under `learn`: weights by the names of `network/shape.ts`, and, of a
 * training that can go on, the optimizer's memory as `means.<name>` and `squares.<name>`.
 */
export function writeSaved(net: PretrainedNet, training?: SavedTraining): Uint8Array<ArrayBuffer> {
  const { plan, state } = training ?? {};
  const told: Told = {
    ...toldOf(net),
    ...(plan &&
      state && {
        training: {
          text: plan.text,
          kind: net.vocabulary.kind,
          size: plan.size,
          seed: plan.seed,
          steps: plan.steps,
          step: state.step,
        },
      }),
  };
  const memory = state ? memoryOf("", state) : {};
  return writeSafetensors({ ...net.weights, ...memory }, { learn: JSON.stringify(told) });
}

function toldOf({ objective, shape, vocabulary }: PretrainedNet): Told {
  return { objective, shape, vocabulary: { kind: vocabulary.kind, tokens: [...vocabulary.tokens] } };
}

/** The same file of a network that is being fine-tuned: both learners lie under `tuned.` and `baseline.`. */
export function writeFinetuning(net: PretrainedNet, { plan, progress }: SavedFinetuning): Uint8Array<ArrayBuffer> {
  const { tuned, baseline, loss } = progress;
  const told: Told = {
    ...toldOf(net),
    finetuning: {
      ...plan,
      tunedStep: tuned.step,
      baselineStep: baseline.step,
      loss: Number.isNaN(loss) ? null : loss,
    },
  };
  const learners = { ...tensorsOf("tuned.", tuned), ...tensorsOf("baseline.", baseline) };
  return writeSafetensors({ ...net.weights, ...learners }, { learn: JSON.stringify(told) });
}

/** What a learner holds, with its weights under `weights.`. */
function tensorsOf(prefix: string, state: LearnerState): Record<string, FloatTensor> {
  return { ...prefixed(`${prefix}weights.`, state.weights), ...memoryOf(prefix, state) };
}

/** The optimizer's. */
function memoryOf(prefix: string, { means, squares }: LearnerState): Record<string, FloatTensor> {
  return { ...prefixed(`${prefix}means.`, means), ...prefixed(`${prefix}squares.`, squares) };
}

function prefixed(prefix: string, weights: Weights): Record<string, FloatTensor> {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [prefix + name, weight]));
}

export interface Saved {
  readonly net: PretrainedNet;
  readonly training: SavedTraining | undefined;
  readonly finetuning: SavedFinetuning | undefined;
}

/** Tensors that are none of the network's own. */
const learners = /^(?:means|squares|tuned|baseline)\./;

/** @param some tensors with a prefix, without it */
function finetuningIn(
  { tunedStep, baselineStep, loss, ...plan }: NonNullable<Told["finetuning"]>,
  some: (prefix: string) => Weights,
): SavedFinetuning {
  const stateOf = (prefix: string, step: number): LearnerState => ({
    weights: some(`${prefix}weights.`),
    means: some(`${prefix}means.`),
    squares: some(`${prefix}squares.`),
    step,
  });
  const [tuned, baseline] = [stateOf("tuned.", tunedStep), stateOf("baseline.", baselineStep)];
  return { plan, progress: { tuned, baseline, loss: loss ?? Number.NaN } };
}

/** @throws TaskError `file-corrupt` where the file is none that `writeSaved` wrote */
export function readSaved(file: Uint8Array): Saved {
  try {
    const told = v.parse(Told, JSON.parse(readMetadata(file).learn ?? "null"));
    const tensors = readSafetensors(file);
    const some = (prefix: string) =>
      Object.fromEntries(
        [...tensors].flatMap(([name, { data, dims }]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), floatTensor(data, dims)]] : [],
        ),
      );
    const [means, squares] = [some("means."), some("squares.")];
    const weights = Object.fromEntries([...tensors].filter(([name]) => !learners.test(name)));
    const { objective, shape, vocabulary, training } = told;
    const net = { objective, shape, vocabulary, weights };
    const finetuning = told.finetuning && finetuningIn(told.finetuning, some);
    if (!training) return { net, training: undefined, finetuning };
    const { step, ...plan } = training;
    return { net, training: { plan: { ...plan, objective }, state: { weights, means, squares, step } }, finetuning };
  } catch (reason) {
    throw new TaskError("file-corrupt", "The file holds no saved training.", String(reason));
  }
}
