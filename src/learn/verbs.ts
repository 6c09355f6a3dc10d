import * as v from "valibot";
import { defineVerb } from "../shared/rpc/verb.ts";
import { Objective } from "./network/shape.ts";
import { NetSize } from "./network/sizes.ts";
import { TokenKind } from "./text/vocabulary.ts";

export const TrainDevice = v.picklist(["wasm", "webgpu"]);
export type TrainDevice = v.InferOutput<typeof TrainDevice>;

/** Which parameters a fine-tuning changes: a new head on top, the last layer with it, or all. */
export const TunedPart = v.picklist(["head", "last", "all"]);
export type TunedPart = v.InferOutput<typeof TunedPart>;

/** A token as a network sees it, and what is asked of it there. */
export const ShownToken = v.object({
  seen: v.string(),
  /** What it should say at this place; not there where nothing is asked. */
  asked: v.optional(v.string()),
  guess: v.optional(v.string()),
  probability: v.optional(v.number()),
});
export type ShownToken = v.InferOutput<typeof ShownToken>;
export type ShownRow = readonly ShownToken[];

/** What a network can do by now: rows of held-out text with its guesses, or texts that it wrote. */
export const Readout = v.variant("type", [
  v.object({ type: v.literal("filled"), rows: v.array(v.array(ShownToken)) }),
  v.object({ type: v.literal("written"), texts: v.array(v.object({ start: v.string(), rest: v.string() })) }),
]);
export type Readout = v.InferOutput<typeof Readout>;

/** How much each token of a row looks at each, layer by layer: `[heads, tokens, tokens]`, what one looks at adds up to 1. */
export const Attention = v.object({
  tokens: v.array(v.string()),
  /** The place to look from first: one that is hidden where there is one, else the last. */
  first: v.number(),
  layers: v.array(v.object({ heads: v.number(), weights: v.instance(Float32Array) })),
});
export type Attention = v.InferOutput<typeof Attention>;

const Bytes = v.instance(Uint8Array<ArrayBuffer>);

/** What is known of a network before its first step. */
export const PretrainFacts = v.object({
  kind: TokenKind,
  vocabulary: v.number(),
  context: v.number(),
  parameters: v.number(),
  trainTokens: v.number(),
  validationTokens: v.number(),
  /** Tokens that one step reads. */
  batchTokens: v.number(),
  step: v.number(),
  /** The first rows of a batch. */
  picture: v.array(v.array(ShownToken)),
});
export type PretrainFacts = v.InferOutput<typeof PretrainFacts>;

/** Makes a network ready that will learn from text alone; the one before it is given up. */
export const beginVerb = defineVerb({
  name: "begin",
  request: v.object({
    device: TrainDevice,
    objective: Objective,
    text: v.string(),
    kind: v.optional(TokenKind),
    size: NetSize,
    seed: v.number(),
    steps: v.number(),
  }),
  event: v.never(),
  answer: PretrainFacts,
});
export type BeginRequest = v.InferOutput<typeof beginVerb.request>;

/** Something was learned; all but its loss comes every so many steps. */
export const TrainEvent = v.object({
  step: v.number(),
  loss: v.number(),
  validationLoss: v.optional(v.number()),
  readout: v.optional(Readout),
  attention: v.optional(Attention),
  /** What all arrays of the worker hold. */
  memoryBytes: v.optional(v.number()),
});
export type TrainEvent = v.InferOutput<typeof TrainEvent>;

/** Goes on from where the network is, for so many steps. */
export const trainVerb = defineVerb({
  name: "train",
  request: v.object({ steps: v.number() }),
  event: TrainEvent,
  answer: v.object({ step: v.number() }),
});

/** The network and its training as a file. */
export const saveVerb = defineVerb({ name: "save", request: v.null(), event: v.never(), answer: Bytes });

/** Takes a training up again from a file. */
export const loadVerb = defineVerb({
  name: "load",
  request: v.object({ device: TrainDevice, file: Bytes }),
  event: v.never(),
  answer: v.object({
    facts: PretrainFacts,
    text: v.string(),
    objective: Objective,
    size: NetSize,
    seed: v.number(),
    steps: v.number(),
  }),
});

/** The network as a folder of the Hub's layout, in a zip archive: as it was pre-trained, or fine-tuned with its labels. */
export const exportVerb = defineVerb({
  name: "export",
  request: v.picklist(["pretrained", "finetuned"]),
  event: v.never(),
  answer: Bytes,
});

const Config = v.record(v.string(), v.unknown());

/** What fine-tuning all of a checkpoint of the Hub takes, by its `config.json`; refused where a tab has not got it. */
export const weighEncoderVerb = defineVerb({
  name: "weigh-encoder",
  request: v.object({
    config: Config,
    /** Of the machine, where the browser tells it. */
    memoryGB: v.optional(v.number()),
  }),
  event: v.never(),
  answer: v.object({ parameters: v.number(), memoryBytes: v.number() }),
});
export type EncoderNeeds = v.InferOutput<typeof weighEncoderVerb.answer>;

/** Takes in a checkpoint of the Hub with the texts that it will read; it stays until another comes. */
export const takeEncoderVerb = defineVerb({
  name: "take-encoder",
  request: v.object({
    config: Config,
    /** `model.safetensors` */
    weights: Bytes,
    texts: v.array(v.string()),
    /** Of each text by the checkpoint's own tokenizer, special tokens in place. */
    ids: v.array(v.array(v.number())),
    /** What the tokenizer is made of, for an export. */
    files: v.array(v.object({ path: v.string(), bytes: Bytes })),
  }),
  event: v.never(),
  answer: v.null(),
});

export const FinetuneFacts = v.object({
  /** By which it was pre-trained. */
  objective: Objective,
  parameters: v.number(),
  labels: v.array(v.string()),
  trainLines: v.number(),
  heldOutLines: v.number(),
});
export type FinetuneFacts = v.InferOutput<typeof FinetuneFacts>;

/** A saved network, or the checkpoint that was taken in; without one the last that was pre-trained here. */
const GivenNet = v.optional(v.union([Bytes, v.literal("encoder")]));
export type GivenNet = v.InferOutput<typeof GivenNet>;

/** Makes two networks ready: one that was pre-trained, and one like it of random numbers. */
export const beginFinetuneVerb = defineVerb({
  name: "begin-finetune",
  request: v.object({
    device: TrainDevice,
    labelled: v.string(),
    part: TunedPart,
    examples: v.number(),
    seed: v.number(),
    net: GivenNet,
  }),
  event: v.never(),
  answer: FinetuneFacts,
});

/** Both networks and how far they are, as a file that `beginFinetuneVerb` takes for a network, too. */
export const saveFinetuneVerb = defineVerb({
  name: "save-finetune",
  request: v.object({ steps: v.number() }),
  event: v.never(),
  answer: Bytes,
});

/** Takes a fine-tuning up again from a file. */
export const loadFinetuneVerb = defineVerb({
  name: "load-finetune",
  request: v.object({ device: TrainDevice, file: Bytes }),
  event: v.never(),
  answer: v.object({
    facts: FinetuneFacts,
    labelled: v.string(),
    part: TunedPart,
    examples: v.number(),
    seed: v.number(),
    steps: v.number(),
    step: v.number(),
  }),
});

export const FinetuneEvent = v.object({
  step: v.number(),
  loss: v.number(),
  baselineLoss: v.number(),
  accuracy: v.optional(v.number()),
  baselineAccuracy: v.optional(v.number()),
  /** What all arrays of the worker hold; comes with accuracies. */
  memoryBytes: v.optional(v.number()),
});
export type FinetuneEvent = v.InferOutput<typeof FinetuneEvent>;

export const finetuneVerb = defineVerb({
  name: "finetune",
  request: v.object({ steps: v.number() }),
  event: FinetuneEvent,
  answer: v.object({ step: v.number() }),
});
