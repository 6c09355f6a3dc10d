import * as v from "valibot";
import { TaskError } from "../shared/errors.ts";
import { readMetadata, readSafetensors, writeSafetensors } from "../shared/safetensors.ts";
import { type FloatTensor, floatTensor } from "../shared/tensor.ts";
import { NetShape, Objective } from "./network/shape.ts";
import { NetSize } from "./network/sizes.ts";
import type { Weights } from "./network/weights.ts";
import { TokenKind } from "./text/vocabulary.ts";
import type { PretrainedNet } from "./train/finetuning.ts";
import type { LearnerState } from "./train/learner.ts";
import type { PretrainPlan } from "./train/pretraining.ts";

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
});

export interface SavedTraining {
  readonly plan: PretrainPlan;
  readonly state: LearnerState;
}

/**
 * One `.safetensors` file with JSON in its metadata, under `learn`: weights by the names of `network/shape.ts`, and, of a
 * training that can go on, the optimizer's memory as `means.<name>` and `squares.<name>`.
 */
export function writeSaved(net: PretrainedNet, training?: SavedTraining): Uint8Array<ArrayBuffer> {
  const { objective, shape, vocabulary } = net;
  const { plan, state } = training ?? {};
  const told: v.InferInput<typeof Told> = {
    objective,
    shape,
    vocabulary: { kind: vocabulary.kind, tokens: [...vocabulary.tokens] },
    ...(plan &&
      state && {
        training: {
          text: plan.text,
          kind: vocabulary.kind,
          size: plan.size,
          seed: plan.seed,
          steps: plan.steps,
          step: state.step,
        },
      }),
  };
  const memory = state ? { ...prefixed("means.", state.means), ...prefixed("squares.", state.squares) } : {};
  return writeSafetensors({ ...net.weights, ...memory }, { learn: JSON.stringify(told) });
}

function prefixed(prefix: string, weights: Weights): Record<string, FloatTensor> {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [prefix + name, weight]));
}

export interface Saved {
  readonly net: PretrainedNet;
  readonly training: SavedTraining | undefined;
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
    const weights = Object.fromEntries([...tensors].filter(([name]) => !/^(?:means|squares)\./.test(name)));
    const { objective, shape, vocabulary, training } = told;
    const net = { objective, shape, vocabulary, weights };
    if (!training) return { net, training: undefined };
    const { step, ...plan } = training;
    return { net, training: { plan: { ...plan, objective }, state: { weights, means, squares, step } } };
  } catch (reason) {
    throw new TaskError("file-corrupt", "The file holds no saved training.", String(reason));
  }
}
