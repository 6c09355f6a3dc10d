import type { CheckpointRef } from "../hub/checkpoint.ts";
import type { Sources } from "../hub/sources.ts";
import { type Failure, toFailure } from "../shared/errors.ts";
import type { Caller, Ending } from "../shared/rpc/caller.ts";
import { parcelOf } from "../shared/rpc/transfer.ts";
import type { RuntimeChoice } from "../shared/site.ts";
import type { CompiledRuntime } from "./compiled.ts";
import { createTokenCounter } from "./counter.ts";
import { keyOf } from "./key.ts";
import type { Loading } from "./loading.ts";
import { createOpener } from "./opener.ts";
import { createPool, type Lease } from "./pool.ts";
import { createPreparation, type Preparation } from "./preparation.ts";
import { createTurns } from "./queue.ts";
import type { ClientSettings } from "./settings.ts";
import { disposeVerb } from "./verbs/dispose.ts";
import { type LoadReport, loadVerb } from "./verbs/load.ts";
import { type RunAnswer, type RunEvent, runVerb } from "./verbs/run.ts";
import { wantVerb } from "./verbs/want.ts";

/** A model, as a verb that works with one asks for it. */
interface ModelRequest {
  readonly taskId: string;
  readonly checkpoint: CheckpointRef;
  /** Bytes of the weights where they are known, for the pool's budget; 0 where not. */
  readonly expectedBytes: number;
  readonly sources: Sources;
}

export interface ClientRequest extends ModelRequest {
  readonly input: unknown;
  readonly options: unknown;
  /** Whether the outcome shall tell what the graphs were fed. */
  readonly trace?: boolean;
}

type ModelEvent = Loading | { readonly type: "running"; readonly report: LoadReport; readonly loadedNow: boolean };

export type ClientEvent = ModelEvent | RunEvent;

export type Outcome<Answer = RunAnswer> =
  | { readonly type: "done"; readonly answer: Answer; readonly report: LoadReport }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "cancelled" };

export interface RunHandle {
  /** Resolves exactly once and never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Asks softly, then ends the worker: `outcome` follows within `stopGraceMs`. */
  stop(): void;
}

export { defaultTimes } from "./settings.ts";

const silent: Failure = { code: "load-timeout", message: "The model gave no sign while it was being loaded." };

const mute: Failure = { code: "worker-crashed", message: "The model gave no sign while it was running." };

const stopped: Failure = { code: "run-failed", message: "The run was stopped." };

/** The page's side of the workers: takes a request, finds or loads its model, runs it, tells how it ended. */
export function createClient(settings: ClientSettings) {
  const { limits } = settings;
  const gpu = createTurns();
  const opener = createOpener(settings);
  const pool = createPool(opener.open, limits);
  const counter = createTokenCounter(settings);
  /** Loads under way that no run asked for, by key. */
  const preparations = new Map<string, Preparation>();
  /** A model that was made ready, and that no run has asked for yet. */
  let unused: { readonly key: string; readonly isAhead: boolean } | undefined;
  /** As the last load was told. */
  let runtime: RuntimeChoice | undefined;
  /** By the first worker that loaded a model, for all others. */
  let compiled: CompiledRuntime | undefined;

  async function acquire({ taskId, checkpoint, expectedBytes }: ModelRequest, signal: AbortSignal) {
    const lease = await pool.acquire(keyOf(taskId, checkpoint), expectedBytes, signal);
    if (!pool.hasPlace) opener.end();
    return lease;
  }

  function endUnused(isLeft: (model: NonNullable<typeof unused>) => boolean): void {
    if (!unused || !isLeft(unused)) return;
    const { key } = unused;
    unused = undefined;
    pool.giveBack(key);
  }

  /** @returns whether the worker is as good as new. */
  async function dispose(caller: Caller): Promise<boolean> {
    const failure: Failure = { code: "worker-crashed", message: "A worker did not give its model back." };
    const silence = { ms: settings.disposeSilenceMs, failure };
    const ending = await caller.ask(disposeVerb, null, { silence });
    return ending.type === "answer";
  }

  async function load(
    lease: Lease,
    { taskId, checkpoint, sources, keptOnly = false }: ModelRequest & { readonly keptOnly?: boolean },
    signal: AbortSignal,
    onEvent: (event: Loading) => void,
  ): Promise<Ending<LoadReport>> {
    const { slot, stale } = lease;
    const endNow = (): void => slot.caller.end(stopped);
    // Nothing inside a worker can stop a download and a session's creation: ending the worker does.
    signal.addEventListener("abort", endNow, { once: true });
    const isClean = !stale || (await dispose(slot.caller));
    if (signal.aborted) return { type: "cancelled" };
    if (!isClean) lease.reopen();
    const silence = { ms: settings.loadSilenceMs, failure: silent };
    const asked = { taskId, checkpoint, sources, compiled, keptOnly };
    const ending = await slot.caller.ask(loadVerb, asked, {
      onEvent(event) {
        if (event.type === "compiled") compiled = event.compiled;
        else onEvent(event);
      },
      silence,
    });
    signal.removeEventListener("abort", endNow);
    if (signal.aborted) return { type: "cancelled" };
    if (ending.type === "answer") {
      lease.loaded(ending.answer);
      runtime = sources.runtime;
      if (!pool.hasPlace) opener.end();
    }
    return ending;
  }

  /**
   * Does something with a loaded model, on a GPU in turn.
   * @param work asks the worker, which has the model
   */
  async function withModel<Answer>(
    request: ModelRequest,
    signal: AbortSignal,
    onEvent: (event: ModelEvent) => void,
    work: (caller: Caller) => Promise<Ending<Answer>>,
  ): Promise<Outcome<Answer>> {
    const key = keyOf(request.taskId, request.checkpoint);
    const prepared = preparations.get(key);
    prepared?.join(signal, onEvent);
    if (unused?.key === key) unused = undefined;
    // What somebody waits for goes before what nobody has asked for yet.
    for (const other of preparations.values()) if (other !== prepared) other.stop();
    const lease = await acquire(request, signal);
    if (!lease) return { type: "cancelled" };
    const { slot } = lease;
    try {
      if (signal.aborted) return { type: "cancelled" };
      let { report } = slot;
      const loadedNow = report === undefined || prepared !== undefined;
      if (!report) {
        const ending = await load(lease, request, signal, onEvent);
        if (ending.type === "cancelled") return { type: "cancelled" };
        if (ending.type === "failed") return failedWith(slot.caller, ending.failure);
        report = ending.answer;
      }
      const endTurn = request.checkpoint.device === "webgpu" ? await gpu.take(signal) : () => {};
      if (!endTurn) return { type: "cancelled" };
      try {
        if (signal.aborted) return { type: "cancelled" };
        onEvent({ type: "running", report, loadedNow });
        const ending = await work(slot.caller);
        const outcome = ending.type === "failed" ? failedWith(slot.caller, ending.failure) : ending;
        if (signal.aborted || outcome.type === "cancelled") return { type: "cancelled" };
        return outcome.type === "answer" ? { type: "done", answer: outcome.answer, report } : outcome;
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
  function failedWith(caller: Caller, failure: Failure): Extract<Outcome, { type: "failed" }> {
    if (!failure.code.startsWith("input-")) caller.end(failure);
    return { type: "failed", failure };
  }

  async function prepare(request: ModelRequest, preparation: Preparation, isAhead: boolean): Promise<void> {
    const { signal, tell, onWanted } = preparation;
    const lease = await acquire(request, signal);
    if (!lease) return;
    const { key } = lease.slot;
    try {
      const { caller } = lease.slot;
      const silence = { ms: settings.loadSilenceMs, failure: silent };
      onWanted(() => void caller.ask(wantVerb, null, { silence }));
      const { type } = await load(lease, { ...request, keptOnly: !preparation.isWanted }, signal, tell);
      if (type === "answer" && !preparation.isWanted) unused = { key, isAhead };
    } finally {
      lease.release();
    }
  }

  return {
    /**
     * Loads a model out of this browser, where it takes nobody's place, so that the run to come finds it. At a file that is
     * not here it waits for that run, and ends in silence where none comes soon.
     * @param isAhead because it was chosen, and nothing was given to it yet
     * @returns an outcome that resolves when it has ended, and says nothing
     */
    prepare(request: ModelRequest, isAhead = false): { readonly outcome: Promise<unknown>; stop(): void } {
      const key = keyOf(request.taskId, request.checkpoint);
      const preparation = createPreparation();
      const isWanted = pool.hasRoom(key, request.expectedBytes);
      if (isWanted) preparations.set(key, preparation);
      const outcome = (isWanted ? prepare(request, preparation, isAhead) : Promise.resolve())
        .catch(() => {})
        .then(() => isWanted && preparations.delete(key));
      return { outcome, stop: preparation.stop };
    },
    run(request: ClientRequest, onEvent: (event: ClientEvent) => void): RunHandle {
      const abort = new AbortController();
      const silence = { ms: settings.runSilenceMs, failure: mute };
      const { options, trace = false } = request;
      const outcome = withModel(request, abort.signal, onEvent, async (caller) => {
        const { data: input, transfer } = await parcelOf(request.input);
        const how = { onEvent, transfer, silence, signal: abort.signal, stopGraceMs: settings.stopGraceMs };
        return caller.ask(runVerb, { input, options, trace }, how);
      }).catch((reason): Outcome => ({ type: "failed", failure: toFailure(reason, "run-failed") }));
      return { outcome, stop: () => abort.abort() };
    },
    tokens: counter.tokens,
    isResident: (taskId: string, checkpoint: CheckpointRef) => pool.isResident(keyOf(taskId, checkpoint)),
    /**
     * A reader has turned to another model, and one stays loaded: the other's worker is opened, and its runtime started,
     * where there is room for it. One that was made ready for nothing goes.
     * @param returnedTo of one who came back to a model that an earlier visit loaded: nothing stays loaded then
     * @returns whether that was done, so that the model may be made ready as well
     */
    openAhead(taskId: string, checkpoint: CheckpointRef, returnedTo?: RuntimeChoice): boolean {
      const chosen = keyOf(taskId, checkpoint);
      endUnused(({ key }) => key !== chosen);
      const started = returnedTo ?? (pool.slots.length > 0 ? runtime : undefined);
      if (!started || !pool.hasPlace || settings.mayOpenAhead?.() !== true) return false;
      opener.openAhead({ runtime: started, compiled, taskId });
      return true;
    },
    /** Gives back what was opened and loaded ahead. */
    endAhead(): void {
      opener.end();
      endUnused(({ isAhead }) => isAhead);
    },
    /** Gives back every model that is not in use. */
    releaseAll() {
      opener.end();
      pool.clear();
      compiled = undefined;
    },
    pool,
    /** Runs that have or wait for the GPU. */
    get gpuQueueLength() {
      return gpu.size;
    },
  };
}

export type Client = ReturnType<typeof createClient>;
