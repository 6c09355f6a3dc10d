import type { Answered, HostedReport } from "../../hosted/client.ts";
import type { CheckpointRef } from "../../hub/checkpoint.ts";
import { toBase64 } from "../../shared/base64.ts";
import type { Outcome } from "../../workers/client.ts";
import type { Feed } from "../../workers/verbs/run.ts";
import type { AdapterFacts, DeviceFacts, WebgpuProblem } from "../device.ts";
import type { OptionValues } from "./values.ts";

export const stages = ["download", "load", "compile", "preprocess", "run", "postprocess"] as const;
export type Stage = (typeof stages)[number];

/** What `run-json` says of a run (docs/contract.md). */
export interface Report extends Omit<CheckpointRef, "device" | "dtype"> {
  readonly task: string;
  /** `null` where the model ran elsewhere. */
  readonly device: CheckpointRef["device"] | null;
  readonly dtype: CheckpointRef["dtype"] | null;
  /** Those of the run, and of the view as the result's JSON was made under them. */
  readonly options: OptionValues;
  readonly versions: Readonly<Record<string, string>>;
  readonly adapter: AdapterFacts | null;
  readonly isolated: boolean;
  readonly threads: number;
  /** ONNX Runtime's build. */
  readonly build?: string;
  /** Whose model it was, and what the provider counted. */
  readonly hosted?: HostedReport;
  /** Whether WASM computed with matrices as they are stored, or unpacked to floats. */
  readonly weights?: "packed" | "unpacked";
  readonly ms: Readonly<Record<Stage, number>>;
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  readonly tokens?: number;
  readonly fallback?: WebgpuProblem;
  /** Of all files of the checkpoint, and what of them came over the network. */
  readonly bytes: number;
  readonly networkBytes: number;
  /** What each graph was fed, in order; only where the address asked for it. */
  readonly feeds?: readonly FeedJson[];
}

/** Floats as base64 of float32, little endian; integers as they are. */
export interface FeedJson {
  readonly graph: string;
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: string | readonly number[];
}

interface Ran {
  readonly taskId: string;
  readonly actual: CheckpointRef;
  readonly options: OptionValues;
  readonly fallback: WebgpuProblem | undefined;
}

const nothing = { download: 0, load: 0, compile: 0 } as const;

/** @param loadedNow false where the model was loaded by an earlier run: this one then spent no time on it. */
export function reportOf(
  ran: Ran,
  { answer, report }: Extract<Outcome, { type: "done" }>,
  loadedNow: boolean,
  facts: DeviceFacts,
): Report {
  const { firstTokenMs, tokensPerSecond, tokens } = answer.figures;
  return {
    task: ran.taskId,
    ...ran.actual,
    device: report.device,
    options: ran.options,
    versions: report.versions,
    adapter: facts.adapter ?? null,
    isolated: facts.isolated,
    threads: report.threads,
    build: report.build,
    ...(report.weights && { weights: report.weights }),
    ms: { ...(loadedNow ? report.ms : nothing), ...answer.ms },
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(tokens !== undefined && { tokens }),
    ...(ran.fallback && { fallback: ran.fallback }),
    bytes: report.bytes,
    networkBytes: loadedNow ? report.networkBytes : 0,
    ...(answer.feeds && answer.feeds.length > 0 && { feeds: answer.feeds.map(toFeedJson) }),
  };
}

/** What a provider's run says of itself: nothing was loaded, and nothing is known of its device. */
export function reportOfAnswer(
  { taskId, actual: { model, revision }, options }: Ran,
  { ms, figures, hosted }: Answered,
  facts: DeviceFacts,
): Report {
  return {
    ...{ task: taskId, model, revision, options, hosted },
    ...{ device: null, dtype: null, versions: {}, adapter: null, isolated: facts.isolated, threads: 0 },
    ms: { ...nothing, ...ms },
    ...figures,
    ...{ bytes: 0, networkBytes: 0 },
  };
}

function toFeedJson({ data, ...feed }: Feed): FeedJson {
  return { ...feed, data: data instanceof Float32Array ? toBase64(bytesOf(data)) : data };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
