import * as v from "valibot";
import { type ErrorCode, Stopped, toFailure } from "../shared/errors.ts";
import type { Checkpoint } from "../tasks/ports.ts";
import type { Figures, LoadedTask, RunContext, TaskRun } from "../tasks/run.ts";
import {
  type Feed,
  type FromWorker,
  type LoadingEvent,
  type LoadReport,
  type LoadRequest,
  type RunRequest,
  type TokensRequest,
  ToWorker,
} from "./protocol.ts";
import { countTokens, type OpenedTokenizer } from "./tokens.ts";
import { buffersIn } from "./transfer.ts";

/** A checkpoint as the engine gives it to the runner. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Called when all that the task asked for is loaded and warm. */
  report(): LoadReport;
  markLoaded(): void;
  markCompiled(): void;
  /** Rejects when a file failed in a way that the library does not report. */
  readonly failed: Promise<never>;
  /** Notes from now on what the graphs are fed, until it is taken. */
  startTrace(): void;
  takeTrace(): readonly Feed[];
  classify(reason: unknown): ErrorCode;
  dispose(): Promise<void>;
}

export interface RunnerPorts {
  post(event: FromWorker, transfer: Transferable[]): void;
  findTask(taskId: string): Promise<TaskRun>;
  openCheckpoint(
    request: LoadRequest,
    onLoading: (event: Omit<LoadingEvent, "type" | "id">) => void,
  ): Promise<OpenedCheckpoint>;
  openTokenizer(
    request: TokensRequest,
    onLoading: (event: Omit<LoadingEvent, "type" | "id">) => void,
  ): Promise<OpenedTokenizer>;
  now(): number;
}

/** At most so often does a growing output cross to the page: a picture of it is drawn each time. */
const partialIntervalMs = 80;

/** A long output takes a while to cross: it then comes so seldom that nine tenths of the time are left for the work. */
const partialShare = 10;

/**
 * The worker's side: one request in, events out, ending in exactly one ending event. Knows no worker global.
 * Loads come once before runs; a second load needs a `dispose` in between.
 */
export function createRunner(ports: RunnerPorts) {
  let opened: OpenedCheckpoint | undefined;
  let loaded: LoadedTask | undefined;
  let desk: { readonly key: string; readonly tokenizer: Promise<OpenedTokenizer> } | undefined;
  let running: { id: number; abort: AbortController } | undefined;

  function post(event: FromWorker): void {
    ports.post(event, "output" in event && event.type === "done" ? buffersIn(event.output) : []);
  }

  async function load(request: LoadRequest): Promise<void> {
    const { id } = request;
    try {
      const task = await ports.findTask(request.taskId);
      const current = await ports.openCheckpoint(request, (event) => post({ type: "loading", id, ...event }));
      opened = current;
      loaded = await Promise.race([task.open(current.checkpoint), current.failed]);
      current.markLoaded();
      if (loaded.warmUp && request.checkpoint.device === "webgpu") {
        const { bytes } = current.report();
        post({ type: "loading", id, phase: "compile", loadedBytes: bytes, totalBytes: bytes });
        await Promise.race([loaded.warmUp(), current.failed]);
      }
      current.markCompiled();
      post({ type: "loaded", id, report: current.report() });
    } catch (reason) {
      post({ type: "failed", id, failure: toFailure(reason, opened?.classify(reason) ?? "run-failed") });
    }
  }

  async function run({ id, input, options, trace }: RunRequest): Promise<void> {
    const abort = new AbortController();
    running = { id, abort };
    let figures: Figures = {};
    let nextPartialAt = Number.NEGATIVE_INFINITY;
    let held: unknown;
    const context: RunContext<unknown> = {
      signal: abort.signal,
      emit(output) {
        held = output;
        const startedAt = ports.now();
        if (startedAt < nextPartialAt) return;
        held = undefined;
        post({ type: "partial", id, output });
        nextPartialAt = startedAt + Math.max(partialIntervalMs, partialShare * (ports.now() - startedAt));
      },
      progress: (done, total) => post({ type: "progress", id, done, total }),
      notice: (code, values = {}) => post({ type: "notice", id, code, values: { ...values } }),
      measure: (more) => {
        figures = { ...figures, ...more };
      },
    };
    // What was written before the stop stays on the screen, to its last token.
    function cancel(): void {
      if (held !== undefined) post({ type: "partial", id, output: held });
      post({ type: "cancelled", id });
    }
    try {
      if (!loaded) throw new Error("A run was asked for before a model was loaded.");
      if (trace) opened?.startTrace();
      const { output, ms } = await loaded.run(input, options, context, ports.now);
      if (abort.signal.aborted) cancel();
      else post({ type: "done", id, output, ms, figures, ...(trace && { feeds: [...(opened?.takeTrace() ?? [])] }) });
    } catch (reason) {
      if (reason instanceof Stopped) cancel();
      else post({ type: "failed", id, failure: toFailure(reason, opened?.classify(reason) ?? "run-failed") });
    } finally {
      running = undefined;
    }
  }

  async function dispose(id: number): Promise<void> {
    try {
      loaded?.dispose();
      await opened?.dispose();
      opened = undefined;
      loaded = undefined;
      post({ type: "disposed", id });
    } catch (reason) {
      post({ type: "failed", id, failure: toFailure(reason, "worker-crashed") });
    }
  }

  /** Tokenizers are kept one at a time, apart from any model. */
  async function tokens(request: TokensRequest): Promise<void> {
    const { id, checkpoint, subject } = request;
    const key = `${checkpoint.model} ${checkpoint.revision}`;
    if (desk?.key !== key) {
      const opening = ports.openTokenizer(request, (event) => post({ type: "loading", id, ...event }));
      desk = { key, tokenizer: opening };
    }
    const { tokenizer } = desk;
    try {
      post({ type: "tokens", id, ...countTokens(await tokenizer, subject) });
    } catch (reason) {
      if (desk?.tokenizer === tokenizer) desk = undefined;
      post({ type: "failed", id, failure: toFailure(reason, "run-failed") });
    }
  }

  return {
    /** @param data what arrived; anything that is not a message of the protocol throws and so ends the worker. */
    receive(data: unknown): Promise<void> {
      const message = v.parse(ToWorker, data);
      switch (message.type) {
        case "load":
          return load(message);
        case "run":
          return run(message);
        case "stop":
          if (running?.id === message.id) running.abort.abort();
          return Promise.resolve();
        case "dispose":
          return dispose(message.id);
        case "tokens":
          return tokens(message);
      }
    },
  };
}
