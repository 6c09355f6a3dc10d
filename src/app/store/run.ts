import type { Target } from "../../hosted/target.ts";
import type { CheckpointRef } from "../../hub/checkpoint.ts";
import type { Failure } from "../../shared/errors.ts";
import type { TaskId } from "../../tasks/index.ts";
import type { Result } from "../../tasks/visualizer.ts";
import type { WebgpuProblem } from "../device.ts";
import type { RunEvent } from "./environment.ts";
import { type Report, type Stage, stages } from "./report.ts";
import type { OptionValues } from "./values.ts";

/** A result as text in Python's shape; `href` where it is too large to stand in the page. */
export interface ResultJson {
  /** The whole, or only its beginning where `href` has the whole. */
  readonly text: string;
  readonly bytes: number;
  readonly href?: string;
}

/** What a run was asked for; it stays the same to its end. */
export interface Order {
  readonly number: number;
  readonly taskId: TaskId;
  readonly asked: CheckpointRef;
  readonly actual: CheckpointRef;
  readonly fallback: WebgpuProblem | undefined;
  /** Where it goes to, if not to a worker of this page: device and dtype then say nothing of the run. */
  readonly hosted?: Target | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  /** Those that act on the run; what the view goes by may change under the result. */
  readonly options: OptionValues;
  readonly replaces?: Replaced;
  /** One of many that follow one another: nobody wants to be told of each. */
  readonly isLive?: true | undefined;
}

/** The result that a run takes the place of: it stays in sight until the new one comes. */
export interface Replaced {
  /** Number of the first run of the row: all of it is one picture, which keeps its focus. */
  readonly first: number;
  readonly result: Result | undefined;
  readonly json: string | undefined;
}

/** When a stage was seen to begin, by the page's clock. */
export interface Mark {
  readonly stage: Stage;
  readonly atMs: number;
}

interface Ordered {
  readonly order: Order;
  /** The input, or an option that acts on the run, was edited since Run was pressed. */
  readonly stale: boolean;
}

interface Busy extends Ordered {
  readonly marks: readonly Mark[];
  readonly stopping: boolean;
}

/** What there is of a result so far. */
interface Partial {
  readonly result?: Result | undefined;
  readonly json?: ResultJson;
}

export type Run =
  | { readonly status: "idle"; readonly number: number }
  | (Busy & {
      readonly status: "loading" | "compiling";
      readonly loadedBytes: number | undefined;
      readonly totalBytes: number | undefined;
    })
  | (Busy & Partial & { readonly status: "running"; readonly progress: number | undefined })
  | (Ordered & {
      readonly status: "done";
      readonly result: Result;
      readonly json: ResultJson;
      readonly report: Report;
    })
  | (Ordered & Partial & { readonly status: "failed"; readonly failure: Failure; readonly field: string | undefined })
  | (Ordered & Partial & { readonly status: "cancelled" });

/** A run that was done; its JSON is made anew when it is asked for. */
export interface KeptRun {
  readonly order: Order;
  readonly result: Result;
  readonly report: Report;
}

export type BusyRun = Extract<Run, { stopping: boolean }>;
export type FailedRun = Extract<Run, { status: "failed" }>;

export const noRun: Run = { status: "idle", number: 0 };

export function isBusy(run: Run): run is BusyRun {
  return run.status === "loading" || run.status === "compiling" || run.status === "running";
}

/** Names the picture on screen: runs that take each other's place share one. */
export function pictureOf({ number, replaces }: Order): number {
  return replaces?.first ?? number;
}

/** What of a run, or of the one whose place it takes, is drawn: below an error only what its own run had come to. */
export function findDrawn(run: Exclude<Run, { status: "idle" }>): Result | undefined {
  const own = "result" in run ? run.result : undefined;
  return own ?? (run.status === "failed" ? undefined : run.order.replaces?.result);
}

export function numberOf(run: Run): number {
  return run.status === "idle" ? run.number : run.order.number;
}

/** @param resident whether the model is loaded already, so that nothing but running is left. */
export function started(order: Order, resident: boolean, atMs: number): Run {
  const busy = { order, stale: false, stopping: false };
  if (resident) return { ...busy, status: "running", progress: undefined, marks: [{ stage: "run", atMs }] };
  const marks = [{ stage: "download", atMs }] as const;
  return { ...busy, status: "loading", loadedBytes: undefined, totalBytes: undefined, marks };
}

/** Stages only go forward: a file that arrives late, while shaders compile, does not turn the clock back. */
function marked(marks: readonly Mark[], stage: Stage, atMs: number): readonly Mark[] {
  const last = marks.at(-1);
  const isLater = !last || stages.indexOf(stage) > stages.indexOf(last.stage);
  return isLater ? [...marks, { stage, atMs }] : marks;
}

/** What an event of the client changes. */
export function heard(run: Run, event: RunEvent, atMs: number): Run {
  if (!isBusy(run)) return run;
  switch (event.type) {
    case "loading": {
      if (run.status === "running") return run;
      const status = event.phase === "compile" || run.status === "compiling" ? "compiling" : "loading";
      const { loadedBytes } = event;
      const totalBytes = event.totalBytes ?? undefined;
      return { ...run, status, loadedBytes, totalBytes, marks: marked(run.marks, event.phase, atMs) };
    }
    case "running": {
      if (run.status === "running") return run;
      const { stopping, stale } = run;
      const marks = marked(run.marks, "run", atMs);
      return { order: run.order, stale, stopping, marks, status: "running", progress: undefined };
    }
    case "progress":
      return run.status === "running" ? { ...run, progress: shareOf(event.done, event.total) } : run;
    case "partial":
    case "notice":
      return run;
  }
}

function shareOf(done: number, total: number): number | undefined {
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : undefined;
}

/** What has come so far. */
export function grown(run: Run, result: Result): Run {
  return run.status === "running" ? { ...run, result } : run;
}

/** The same result, written down as far as it has come, or under other options of the view. */
export function written(run: Run, json: ResultJson, viewOptions: OptionValues): Run {
  if (run.status === "running" || run.status === "cancelled" || run.status === "failed") return { ...run, json };
  if (run.status !== "done") return run;
  return { ...run, json, report: { ...run.report, options: { ...run.report.options, ...viewOptions } } };
}

export function stopping(run: Run): Run {
  return isBusy(run) ? { ...run, stopping: true } : run;
}

export function cancelled(run: BusyRun, json: ResultJson | undefined): Run {
  const { order, stale } = run;
  const result = run.status === "running" ? run.result : undefined;
  return { status: "cancelled", order, stale, result, ...(json && { json }) };
}

export function done(run: BusyRun, ended: { result: Result; json: ResultJson; report: Report }): Run {
  return { status: "done", order: run.order, stale: run.stale, ...ended };
}

interface Failing extends Partial {
  readonly stale?: boolean;
  readonly field?: string;
}

/** @param more what had come by then stays in sight where it is worth something */
export function failed(order: Order, failure: Failure, { stale = false, field, ...partial }: Failing = {}): Run {
  return { status: "failed", order, failure, stale, field, ...partial };
}

/** An edited input keeps the result of the old one in sight, and says so. */
export function edited(run: Run): Run {
  return run.status === "idle" || run.stale ? run : { ...run, stale: true };
}

/** Another task, model, device or dtype: nothing on screen speaks of it yet. */
export function cleared(run: Run): Run {
  return run.status === "idle" ? run : { status: "idle", number: run.order.number };
}
