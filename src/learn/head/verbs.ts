import * as v from "valibot";
import { Matrix } from "../../shared/media.ts";
import { defineVerb } from "../../shared/rpc/verb.ts";

export const Modality = v.picklist(["text", "image", "audio"]);
export type Modality = v.InferOutput<typeof Modality>;

/** One vector a text: the mean over its tokens, or that of the first one. */
export const TextPooling = v.picklist(["mean", "cls"]);
export type TextPooling = v.InferOutput<typeof TextPooling>;

const Labelled = v.object({ label: v.string(), text: v.string() });

/** Labelled lines as they are typed. */
export const readLinesVerb = defineVerb({
  name: "read-lines",
  request: v.string(),
  event: v.never(),
  answer: v.array(Labelled),
});

/** Which examples teach and which examine, by the label of each. */
export const splitVerb = defineVerb({
  name: "split",
  request: v.object({ given: v.array(v.string()), examples: v.number(), seed: v.number() }),
  event: v.never(),
  answer: v.object({ labels: v.array(v.string()), train: v.array(v.number()), heldOut: v.array(v.number()) }),
});

/** What a head answers for one held-out example that it gets wrong. */
const Mistake = v.object({ row: v.number(), guess: v.number(), probability: v.number() });

export const HeadOutcome = v.object({
  steps: v.number(),
  /** Mean cross entropy in nats of the examples that taught, and of those held out. */
  loss: v.number(),
  validationLoss: v.number(),
  accuracy: v.number(),
  /** Where that of examples without end would lie, with 95% confidence. */
  accuracyRange: v.tuple([v.number(), v.number()]),
  /** Of a head on numbers that no trained network made. */
  baselineAccuracy: v.number(),
  /** Whether the two differ by more than chance on these examples. */
  againstRandom: v.picklist(["ahead", "level", "behind"]),
  /** Of the label whose own vector is the nearest. */
  zeroShotAccuracy: v.optional(v.number()),
  /** By what is right, then by what was said: held-out examples. */
  confusion: v.array(v.array(v.number())),
  /** The surest first. */
  mistakes: v.array(Mistake),
});
export type HeadOutcome = v.InferOutput<typeof HeadOutcome>;

/** Fits a head on vectors, and another on sketches of the same examples through random weights. */
export const fitVerb = defineVerb({
  name: "fit",
  request: v.object({
    /** Those that teach first. */
    vectors: Matrix,
    sketches: Matrix,
    targets: v.array(v.number()),
    trainRows: v.number(),
    labels: v.array(v.string()),
    /** Of the labels' names. */
    labelVectors: v.optional(Matrix),
    c: v.number(),
    /** At most. */
    steps: v.number(),
    seed: v.number(),
  }),
  event: v.object({ step: v.number(), loss: v.number() }),
  answer: HeadOutcome,
});

/** Probability of each label for a vector. */
export const predictVerb = defineVerb({
  name: "predict",
  request: v.instance(Float32Array),
  event: v.never(),
  answer: v.array(v.number()),
});

const HubFile = v.object({ path: v.string(), bytes: v.instance(Uint8Array<ArrayBuffer>) });
export type HubFile = v.InferOutput<typeof HubFile>;

/** Joins the head to its body: a folder of the Hub's layout in a zip archive. */
export const joinVerb = defineVerb({
  name: "join",
  request: v.object({
    modality: Modality,
    pooling: TextPooling,
    /** The body's: its graph, what belongs to it, `config.json`, and what makes an input ready. */
    files: v.array(HubFile),
    /** Path of the body's graph, and of the graph of both. */
    graph: v.string(),
    target: v.string(),
  }),
  event: v.never(),
  answer: v.instance(Uint8Array<ArrayBuffer>),
});
