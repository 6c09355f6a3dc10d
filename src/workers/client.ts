import { type CheckpointRef, dtypeText } from "../hub/checkpoint.ts";
import type { Sources } from "../hub/sources.ts";
import type { Clock } from "../shared/clock.ts";
import { type Failure, toFailure } from "../shared/errors.ts";
import { type Conversation, createConversation, type Ending, type Passing } from "./conversation.ts";
import { createDesk } from "./desk.ts";
import { createPool, type Lease, type PoolLimits } from "./pool.ts";
import { type OpenWorker, openOrCrash } from "./port.ts";
import type { FromWorker, LoadReport } from "./protocol.ts";
import { createTurns } from "./queue.ts";

export interface ClientRequest {
  readonly taskId: string;
  readonly checkpoint: CheckpointRef;
  /** Bytes of the weights where they are known, for the pool's budget; 0 where not. */
  readonly expectedBytes: number;
  readonly sources: Sources;
  readonly input: unknown;
  readonly options: unknown;
  /** Whether the outcome shall tell what the graphs were fed. */
  readonly trace?: boolean;
}

export type ClientEvent =
  | Passing
  | { readonly type: "running"; readonly report: LoadReport; readonly loadedNow: boolean };

export type Outcome =
  | { readonly type: "done"; readonly ending: Extract<FromWorker, { type: "done" }>; readonly report: LoadReport }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "cancelled" };

export interface RunHandle {
  /** Resolves exactly once and never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Asks softly, then ends the worker: `outcome` follows within `stopGraceMs`. */
  stop(): void;
}

export interface ClientSettings {
  readonly openWorker: OpenWorker;
  readonly clock: Clock;
  readonly limits: PoolLimits;
  /** From the soft stop to the end of the worker. */
  readonly stopGraceMs: number;
  /** Without any sign from a loading worker; session creation alone may take a minute for large models. */
  readonly loadSilenceMs: number;
  /** Without any sign from a running worker; one step of a large model on a slow machine is minutes, not tens. */
  readonly runSilenceMs: number;
  readonly disposeSilenceMs: number;
}

export const defaultTimes = {
  stopGraceMs: 150,
  loadSilenceMs: 180_000,
  runSilenceMs: 1_200_000,
  disposeSilenceMs: 3_000,
} as const;

const stopped: Failure = { code: "run-failed", message: "The run was stopped." };

/** Equal keys share a loaded model. */
export function keyOf(taskId: string, { model, revision, device, dtype }: CheckpointRef): string {
  return [taskId, model, revision, device, dtypeText(dtype)].join(" ");
}

/** The page's side of the workers: takes a request, finds or loads its model, runs it, tells how it ended. */
export function createClient(settings: ClientSettings) {
  const { clock, limits } = settings;
  const gpu = createTurns();
  const pool = createPool(() => createConversation(openOrCrash(settings.openWorker), clock), limits);
  const desk = createDesk(settings);
  let lastId = 0;

  /** @returns whether the worker is as good as new. */
  async function dispose(conversation: Conversation): Promise<boolean> {
    const silence: Failure = { code: "worker-crashed", message: "A worker did not give its model back." };
    const ending = await conversation.ask(
      { type: "dispose", id: ++lastId },
      { silenceMs: settings.disposeSilenceMs, silence },
    );
    return ending.type === "disposed";
  }

  /** @returns `undefined` when `signal` aborted before the worker was asked to load. */
  async function load(
    lease: Lease,
    request: ClientRequest,
    signal: AbortSignal,
    onEvent: (event: ClientEvent) => void,
  ): Promise<Ending | undefined> {
    const { slot, stale } = lease;
    const isClean = !stale || (await dispose(slot.conversation));
    if (signal.aborted) return undefined;
    if (!isClean) lease.reopen();
    const { taskId, checkpoint, sources } = request;
    return slot.conversation.ask(
      { type: "load", id: ++lastId, taskId, checkpoint, sources },
      {
        onEvent,
        silenceMs: settings.loadSilenceMs,
        silence: { code: "load-timeout", message: "The model gave no sign while it was being loaded." },
      },
    );
  }

  async function runIn(
    conversation: Conversation,
    request: ClientRequest,
    signal: AbortSignal,
    onEvent: (event: ClientEvent) => void,
  ): Promise<Ending> {
    const id = ++lastId;
    let callOff = (): void => {};
    function softStop(): void {
      conversation.tell({ type: "stop", id });
      callOff = clock.after(settings.stopGraceMs, () => conversation.end(stopped));
    }
    const asked = conversation.ask(
      { type: "run", id, input: request.input, options: request.options, trace: request.trace === true },
      {
        onEvent,
        silenceMs: settings.runSilenceMs,
        silence: { code: "worker-crashed", message: "The model gave no sign while it was running." },
      },
    );
    // The worker must know the run before it hears of its stop.
    if (signal.aborted) softStop();
    else signal.addEventListener("abort", softStop, { once: true });
    const ending = await asked;
    signal.removeEventListener("abort", softStop);
    callOff();
    return ending;
  }

  async function perform(
    request: ClientRequest,
    signal: AbortSignal,
    onEvent: (event: ClientEvent) => void,
  ): Promise<Outcome> {
    const lease = await pool.acquire(keyOf(request.taskId, request.checkpoint), request.expectedBytes, signal);
    if (!lease) return { type: "cancelled" };
    const { slot } = lease;
    const endNow = (): void => slot.conversation.end(stopped);
    try {
      if (signal.aborted) return { type: "cancelled" };
      let { report } = slot;
      const loadedNow = report === undefined;
      if (!report) {
        // Nothing inside a worker can stop a download and a session's creation: ending the worker does.
        signal.addEventListener("abort", endNow, { once: true });
        const ending = await load(lease, request, signal, onEvent);
        signal.removeEventListener("abort", endNow);
        if (signal.aborted) return { type: "cancelled" };
        if (ending?.type !== "loaded") return failedWith(slot.conversation, ending);
        report = ending.report;
        lease.loaded(report);
      }
      const endTurn = request.checkpoint.device === "webgpu" ? await gpu.take(signal) : () => {};
      if (!endTurn) return { type: "cancelled" };
      try {
        if (signal.aborted) return { type: "cancelled" };
        onEvent({ type: "running", report, loadedNow });
        const ending = await runIn(slot.conversation, request, signal, onEvent);
        if (ending.type === "done" && !signal.aborted) return { type: "done", ending, report };
        if (ending.type === "cancelled" || ending.type === "done") return { type: "cancelled" };
        const outcome = failedWith(slot.conversation, ending);
        return signal.aborted ? { type: "cancelled" } : outcome;
      } finally {
        endTurn();
      }
    } finally {
      lease.release();
    }
  }

  /**
   * A realm that failed once answers everything with the same old error, so its worker ends here; not where the
   * input was refused before any session ran.
   */
  function failedWith(conversation: Conversation, ending: Ending | undefined): Outcome {
    const failure: Failure =
      ending?.type === "failed"
        ? ending.failure
        : { code: "worker-crashed", message: `A worker answered with "${ending?.type ?? "nothing"}".` };
    if (!failure.code.startsWith("input-")) conversation.end(failure);
    return { type: "failed", failure };
  }

  return {
    run(request: ClientRequest, onEvent: (event: ClientEvent) => void): RunHandle {
      const abort = new AbortController();
      const outcome = perform(request, abort.signal, onEvent).catch(
        (reason): Outcome => ({ type: "failed", failure: toFailure(reason, "run-failed") }),
      );
      return { outcome, stop: () => abort.abort() };
    },
    tokens: desk.tokens,
    isResident: (taskId: string, checkpoint: CheckpointRef) => pool.isResident(keyOf(taskId, checkpoint)),
    /** Gives back every model that is not in use. */
    releaseAll: () => pool.clear(),
    pool,
    /** Runs that have or wait for the GPU. */
    get gpuQueueLength() {
      return gpu.size;
    },
  };
}

export type Client = ReturnType<typeof createClient>;
