import type { ModelCard } from "../hub/card.ts";
import { type Device, type Dtype, type DtypeChoice, dtypesIn, needsShaderF16 } from "../hub/checkpoint.ts";
import { suits } from "../hub/default-dtype.ts";
import { isKnownBad } from "../hub/known-bad.ts";
import { mostGraphBytes, mostHeapBytes } from "../hub/limits.ts";
import type { DeviceFacts } from "./device.ts";
import { type ConversationDraft, mediaTokensOf } from "./media-tokens.ts";
import { untoldMemoryGB } from "./pool.ts";

export type Verdict = "runs" | "tight" | "wont" | "unknown";

export type FitReason =
  | "fits"
  | "size-unknown"
  | "f16-missing"
  | "graph-beyond"
  | "heap-beyond"
  | "matrix-beyond"
  | "memory-beyond"
  | "memory-tight"
  | "matrix-tight"
  | "storage-tight"
  | "known-bad";

/** Whether a checkpoint fits a device, why, and by which numbers. Bytes. */
export interface Fit {
  readonly verdict: Verdict;
  readonly reason: FitReason;
  /** Whether it cannot be otherwise, whatever the machine has that its browser does not tell. */
  readonly isCertain: boolean;
  readonly weightBytes: number;
  readonly cacheBytes: number;
  /** At most at once, which is while it loads. */
  readonly needBytes: number;
  /** What a page can count on. */
  readonly memoryBytes: number;
  /** What the reason compares with: a format's limit, an adapter's, or the storage left. */
  readonly limitBytes: number;
  /** The largest that fits better. */
  readonly instead: Dtype | undefined;
}

export interface FitSubject extends ConversationDraft {
  readonly card: ModelCard | undefined;
  readonly device: Device;
  readonly dtype: DtypeChoice;
  readonly facts: Pick<DeviceFacts, "memoryGB" | "isMobile" | "adapter" | "freeBytes">;
  /** Tokens of prompt and answer that a model which writes keeps keys and values of; 0 for others. */
  readonly tokens: number;
}

/** A worker with ONNX Runtime (docs/decisions.md). */
const workerBytes = 150e6;

/** Of the machine's memory: what a page takes without harm, and what no page gets. Phones end a page at the half. */
const easyShare = 0.4;
const mostShare = 0.75;

/** Browsers cap what they tell at 8 or 32 GB: from 8 on there may be more, but hardly more than so many times. */
const cappedFromGB = 8;
const mostTimesTold = 4;

type Finding = Pick<Fit, "verdict" | "reason" | "limitBytes"> & { readonly isCertain?: boolean };

/** Whoever judges whether a model fits: fetched with the first model that does not ship with the site. */
export type Judge = (subject: FitSubject) => Fit;

/** The first that is found counts, so the certain ones stand first. */
export function fitOf(subject: FitSubject): Fit {
  const fit = judged(subject);
  return { ...fit, instead: fit.verdict === "runs" ? undefined : findBetter(subject, fit.verdict) };
}

function judged({ card, device, dtype, facts, tokens, field, draft }: FitSubject): Omit<Fit, "instead"> {
  const [only, ...others] = new Set(dtypesIn(dtype));
  const single = others.length === 0 ? only : undefined;
  const weightBytes = (single && card?.bytes[single]) ?? 0;
  const { graph, file } = (single && card?.largest?.[single]) ?? {
    graph: 0,
    file: Math.min(weightBytes, mostGraphBytes),
  };
  const isHalf = needsShaderF16(dtype);
  const keptTokens = tokens + mediaTokensOf({ field, draft }, card?.shape);
  const cacheBytes = (card?.shape?.perToken ?? 0) * keptTokens * (isHalf ? 2 : 4);
  // What is read is a file of the page's until it lies where it is computed with.
  const needBytes = weightBytes + file + cacheBytes + workerBytes;
  const memoryGB = facts.memoryGB ?? untoldMemoryGB;
  const memoryBytes = memoryGB * 1e9 * easyShare * (facts.isMobile ? 0.5 : 1);
  const mayHaveMore = facts.memoryGB === undefined || facts.memoryGB >= cappedFromGB;
  const mostBytes = (memoryBytes / easyShare) * mostShare * (mayHaveMore ? mostTimesTold : 1);
  const numbers = { weightBytes, cacheBytes, needBytes, memoryBytes };

  function find(): Finding {
    const { adapter, freeBytes } = facts;
    const isOnGpu = device === "webgpu" && adapter !== undefined;
    if (isOnGpu && isHalf && !adapter.shaderF16) return certain("f16-missing", 0);
    if (weightBytes === 0) return { verdict: "unknown", reason: "size-unknown", limitBytes: 0 };
    if (graph > mostGraphBytes) return certain("graph-beyond", mostGraphBytes);
    if (device === "wasm" && weightBytes > mostHeapBytes) return certain("heap-beyond", mostHeapBytes);
    // Formats of fewer bits cut matrices in ways of their own, or leave them as they are.
    const width = single === "fp32" ? 4 : single === "fp16" ? 2 : 0;
    const matrixBytes = (card?.shape?.matrix ?? 0) * width;
    if (isOnGpu && matrixBytes > adapter.maxBufferBytes) return certain("matrix-beyond", adapter.maxBufferBytes);
    if (needBytes > mostBytes) return { verdict: "wont", reason: "memory-beyond", limitBytes: mostBytes };
    if (card && isKnownBad(card.id, device, dtype)) return tight("known-bad", 0);
    if (isOnGpu && matrixBytes > adapter.maxBindingBytes) return tight("matrix-tight", adapter.maxBindingBytes);
    if (needBytes > memoryBytes) return tight("memory-tight", memoryBytes);
    if (freeBytes !== undefined && weightBytes > freeBytes) return tight("storage-tight", freeBytes);
    return { verdict: "runs", reason: "fits", limitBytes: memoryBytes };
  }

  return { isCertain: false, ...find(), ...numbers };
}

function certain(reason: FitReason, limitBytes: number): Finding {
  return { verdict: "wont", reason, limitBytes, isCertain: true };
}

function tight(reason: FitReason, limitBytes: number): Finding {
  return { verdict: "tight", reason, limitBytes };
}

/** The largest that runs; where none does, and what was asked for cannot either, the smallest that is tight. */
function findBetter(subject: FitSubject, verdict: Verdict): Dtype | undefined {
  const { card, device, dtype } = subject;
  const tried = dtypesIn(dtype);
  const sized = (card?.dtypes ?? [])
    .filter((one) => !tried.includes(one) && suits(device, one) && !isKnownBad(card?.id ?? "", device, one))
    .map((one) => ({ dtype: one, bytes: card?.bytes[one] ?? 0, verdict: judged({ ...subject, dtype: one }).verdict }))
    .toSorted((a, b) => b.bytes - a.bytes);
  const better = sized.find((one) => one.verdict === "runs");
  if (better || verdict === "tight") return better?.dtype;
  return sized.findLast((one) => one.verdict === "tight")?.dtype;
}
