import * as v from "valibot";
import { CheckpointRef, Device } from "../hub/checkpoint.ts";
import { Sources } from "../hub/sources.ts";
import { Failure } from "../shared/errors.ts";
import { ChatMessage } from "../shared/media.ts";
import { noticeCodes } from "../tasks/run.ts";

export const LoadRequest = v.object({
  type: v.literal("load"),
  id: v.number(),
  taskId: v.string(),
  checkpoint: CheckpointRef,
  sources: Sources,
});
export type LoadRequest = v.InferOutput<typeof LoadRequest>;

export const RunRequest = v.object({
  type: v.literal("run"),
  id: v.number(),
  input: v.unknown(),
  options: v.unknown(),
  /** Whether to tell what the graphs were fed. */
  trace: v.optional(v.boolean()),
});
export type RunRequest = v.InferOutput<typeof RunRequest>;

const TokensSubject = v.variant("kind", [
  v.object({ kind: v.literal("texts"), texts: v.array(v.string()) }),
  v.object({ kind: v.literal("messages"), messages: v.array(ChatMessage) }),
]);
export type TokensSubject = v.InferOutput<typeof TokensSubject>;

/** Asks what a checkpoint's tokenizer makes of texts; needs no loaded model and loads none. */
const TokensRequest = v.object({
  type: v.literal("tokens"),
  id: v.number(),
  checkpoint: CheckpointRef,
  sources: Sources,
  subject: TokensSubject,
});
export type TokensRequest = v.InferOutput<typeof TokensRequest>;

/** Everything that the page may say to a worker. */
export const ToWorker = v.variant("type", [
  LoadRequest,
  RunRequest,
  TokensRequest,
  /** Soft: a run sees it between tokens and chunks. */
  v.object({ type: v.literal("stop"), id: v.number() }),
  /** Gives the model back; answered by `disposed`, after which the worker may load another. */
  v.object({ type: v.literal("dispose"), id: v.number() }),
]);
export type ToWorker = v.InferOutput<typeof ToWorker>;

const ms = v.pipe(v.number(), v.minValue(0));

const LoadTimes = v.object({ download: ms, load: ms, compile: ms });

const RunMs = v.object({ preprocess: ms, run: ms, postprocess: ms });

/** What a load found; part of every run's report. */
export const LoadReport = v.object({
  ms: LoadTimes,
  /** All files of the checkpoint that were read, from the network or from the browser's cache. */
  bytes: v.number(),
  /** Of those, what came over the network. */
  networkBytes: v.number(),
  /** Of those, what the browser had no room to keep. */
  unkeptBytes: v.optional(v.number(), 0),
  device: Device,
  threads: v.number(),
  build: v.picklist(["jspi", "asyncify"]),
  /** Whether matrices of few bits lie in memory as they are, or as floats; only on WASM. */
  weights: v.optional(v.picklist(["packed", "unpacked"])),
  /** What the model takes in memory, about: its files, and what was unpacked of them. */
  memoryBytes: v.number(),
  versions: v.record(v.string(), v.string()),
});
export type LoadReport = v.InferOutput<typeof LoadReport>;

const Figures = v.object({
  firstTokenMs: v.optional(v.number()),
  tokensPerSecond: v.optional(v.number()),
  tokens: v.optional(v.number()),
});

/** One tensor that a graph was fed: integers as numbers, everything else as float32. */
const Feed = v.object({
  /** Base name below `onnx/`. */
  graph: v.string(),
  name: v.string(),
  dims: v.array(v.number()),
  data: v.union([v.array(v.number()), v.instance(Float32Array)]),
});
export type Feed = v.InferOutput<typeof Feed>;

const TokenCount = v.object({
  /** Of each text, or of the whole conversation, special tokens included. */
  counts: v.array(v.number()),
  /** What the model reads at once; `null` where nothing says. */
  maxLength: v.nullable(v.number()),
  /** The first ones. `item` is the place of their text. */
  tokens: v.array(v.object({ item: v.number(), id: v.number(), text: v.string(), special: v.boolean() })),
});
export type TokenCount = v.InferOutput<typeof TokenCount>;

export const LoadingEvent = v.object({
  type: v.literal("loading"),
  id: v.number(),
  phase: v.picklist(["download", "load", "compile"]),
  loadedBytes: v.number(),
  /** `null` until every file has told its size. */
  totalBytes: v.nullable(v.number()),
});
export type LoadingEvent = v.InferOutput<typeof LoadingEvent>;

/** Everything that a worker may say to the page. A request ends in exactly one of its ending events. */
export const FromWorker = v.variant("type", [
  /** The worker's module has been evaluated and listens. */
  v.object({ type: v.literal("ready") }),
  LoadingEvent,
  v.object({ type: v.literal("loaded"), id: v.number(), report: LoadReport }),
  v.object({ type: v.literal("partial"), id: v.number(), output: v.unknown() }),
  v.object({ type: v.literal("progress"), id: v.number(), done: v.number(), total: v.number() }),
  v.object({
    type: v.literal("notice"),
    id: v.number(),
    code: v.picklist(noticeCodes),
    values: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
  v.object({
    type: v.literal("done"),
    id: v.number(),
    output: v.unknown(),
    ms: RunMs,
    figures: Figures,
    feeds: v.optional(v.array(Feed)),
  }),
  v.object({ type: v.literal("failed"), id: v.number(), failure: Failure }),
  v.object({ type: v.literal("cancelled"), id: v.number() }),
  v.object({ type: v.literal("disposed"), id: v.number() }),
  v.object({ type: v.literal("tokens"), id: v.number(), ...TokenCount.entries }),
]);
export type FromWorker = v.InferOutput<typeof FromWorker>;
