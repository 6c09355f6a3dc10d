import { type Failure, toFailure } from "../../shared/errors.ts";
import type { Ending } from "../../shared/rpc/caller.ts";

/** As runs of a task are told (docs/contract.md): one word each. */
export type LearnStatus = "idle" | "loading" | "compiling" | "running" | "done" | "failed" | "cancelled";

/** How far a training is. `step` counts what was taken so far. */
export interface Progress {
  readonly status: LearnStatus;
  readonly step: number;
  readonly failure: Failure | undefined;
  /** Of the last seconds; `undefined` before there is anything to count. */
  readonly stepsPerSecond: number | undefined;
}

export const notBegun: Progress = { status: "idle", step: 0, failure: undefined, stepsPerSecond: undefined };

export function isLearning({ status }: Pick<Progress, "status">): boolean {
  return status === "loading" || status === "compiling" || status === "running";
}

/** What remains of an ending, once its answer was taken. */
export function endedBy(ending: Ending<unknown>): Pick<Progress, "status" | "failure"> {
  if (ending.type === "failed") return { status: "failed", failure: ending.failure };
  return { status: ending.type === "cancelled" ? "cancelled" : "done", failure: undefined };
}

/** What a training that threw has come to: one that was stopped has not failed. */
export function failedBy(reason: unknown, { aborted }: AbortSignal): Pick<Progress, "status" | "failure"> {
  if (aborted) return { status: "cancelled", failure: undefined };
  return { status: "failed", failure: toFailure(reason, "run-failed") };
}

/** What a training is once it was taken up from a file by `take`, or that it failed. */
export async function takenUp<State>(
  file: Blob,
  take: (bytes: Uint8Array<ArrayBuffer>) => Promise<State>,
): Promise<State | Pick<Progress, "status" | "failure">> {
  try {
    return await take(new Uint8Array(await file.arrayBuffer()));
  } catch (reason) {
    return { status: "failed", failure: toFailure(reason, "file-corrupt") };
  }
}

/** Looks back so far: less would jump, more would lag. */
const rateWindowMs = 4_000;

/** Counts steps a second. */
export function createRate(now: () => number): { count(): number | undefined } {
  let times: readonly number[] = [];
  return {
    count() {
      const at = now();
      times = [...times.filter((time) => at - time <= rateWindowMs), at];
      const [first = at] = times;
      return at > first ? ((times.length - 1) * 1_000) / (at - first) : undefined;
    },
  };
}
