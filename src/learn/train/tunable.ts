import type { Encoder } from "../encoder/checkpoint.ts";
import { encoderParameters } from "../encoder/shape.ts";
import { bodyParameters, classifierParameters, type NetShape, type Parameter } from "../network/shape.ts";
import { type Weights, weightOf } from "../network/weights.ts";
import { type LabelledText, labelBatchOf } from "../text/labelled.ts";
import { padId, toIds, tokensOf } from "../text/vocabulary.ts";
import type { TunedPart } from "../verbs.ts";
import { encoderLogits } from "./encoder.ts";
import type { PretrainedNet } from "./finetuning.ts";
import type { LabelPass } from "./layers.ts";
import type { Batch } from "./learner.ts";
import { labelLogits } from "./network.ts";

/** What a fine-tuning needs to know of a network, whichever family it is of. */
export interface Tunable {
  /** As pre-training left them; what is not among them begins at random numbers. */
  readonly weights: Weights;
  /** Of the body and of a classifier on top. */
  parametersFor(labels: number): readonly Parameter[];
  isTuned(name: string, part: TunedPart): boolean;
  readonly pass: LabelPass;
  /** Learning rates; that of `all` is the one of a network from random numbers as well. */
  readonly rates: Readonly<Record<TunedPart, number>>;
  batchOf(lines: readonly LabelledText[], labels: readonly string[]): Batch;
}

/** A network of the first screen, or a checkpoint of the Hub. */
export type Subject = PretrainedNet | Encoder;

export function isEncoder(subject: Subject): subject is Encoder {
  return "tokens" in subject;
}

export function tunableOf(subject: Subject): Tunable {
  return isEncoder(subject) ? encoderTunable(subject) : netTunable(subject);
}

/** Small steps: what was learned before should stay. A head alone has nothing to lose. */
const netRates = { head: 1e-2, last: 2e-3, all: 2e-3 } as const;

/** For small BERTs, all of whose parameters learn, their authors name 3e-4 as the highest (arXiv 1908.08962). */
const encoderRates = { head: 1e-2, last: 1e-3, all: 3e-4 } as const;

function netTunable({ weights, shape, objective, vocabulary }: PretrainedNet): Tunable {
  const settings = { shape, objective };
  const body = bodyParameters(shape);
  return {
    weights: Object.fromEntries(body.map(({ name }) => [name, weightOf(weights, name)])),
    parametersFor: (labels) => [...body, ...classifierParameters(shape.width, labels)],
    isTuned: (name, part) => isTuned(name, part, shape),
    pass: (arrays, inputs) => labelLogits(arrays, inputs, settings),
    rates: netRates,
    batchOf(lines, labels) {
      const idsOf = (text: string) => toIds(tokensOf(text, vocabulary.kind), vocabulary);
      return labelBatchOf(lines, { context: shape.context, padId, labels, idsOf });
    },
  };
}

function encoderTunable(encoder: Encoder): Tunable {
  const { shape, weights, tokens, context } = encoder;
  return {
    weights,
    parametersFor: (labels) => [...encoderParameters(shape), ...classifierParameters(shape.width, labels)],
    isTuned: (name, part) => isTunedEncoder(name, part, shape),
    pass: (arrays, inputs) => encoderLogits(arrays, inputs, shape),
    rates: encoderRates,
    batchOf(lines, labels) {
      const idsOf = (text: string) => tokens.get(text) ?? new Int32Array();
      return labelBatchOf(lines, { context, padId: encoder.padId, labels, idsOf });
    },
  };
}

type Layers = Pick<NetShape, "layers">;

export function isTuned(name: string, part: TunedPart, { layers }: Layers): boolean {
  if (part === "all" || name.startsWith("classifier.")) return true;
  return part === "last" && (name.startsWith(`layers.${layers - 1}.`) || name.startsWith("norm."));
}

/** The pooler belongs to the last layer, as in the screen's own program for `Trainer`. */
export function isTunedEncoder(name: string, part: TunedPart, { layers }: Layers): boolean {
  if (part === "all" || name.startsWith("classifier.")) return true;
  return part === "last" && (name.startsWith(`bert.encoder.layer.${layers - 1}.`) || name.startsWith("bert.pooler."));
}
