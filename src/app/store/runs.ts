import { type Failure, Stopped, TaskError, toFailure } from "../../shared/errors.ts";
import type { AnyChange, Visualizer } from "../../tasks/visualizer.ts";
import type { ClientEvent, Outcome, RunHandle } from "../../workers/client.ts";
import { continued } from "./conversation.ts";
import { toResultJson } from "./json.ts";
import { withNotice, withoutScopes } from "./notices.ts";
import { type Asked, orderAgain, orderBeside, orderIn } from "./order.ts";
import { findBytes } from "./plan.ts";
import { reportOf } from "./report.ts";
import {
  type BusyRun,
  cancelled,
  done,
  failed,
  heard,
  isBusy,
  noRun,
  type Order,
  pictureOf,
  type ResultJson,
  type Run,
  started,
  stopping,
  withPartialJson,
} from "./run.ts";
import { definitionIn, findCardIn, sourcesIn } from "./selectors.ts";
import type { AppState, SliceContext } from "./state.ts";
import { createThrottle } from "./throttle.ts";

export interface RunsSlice {
  readonly run: Run;
  /** Runs what is on screen; does nothing while something runs. Resolves when it has ended. */
  start(): Promise<void>;
  /** Runs what the result on screen came from once more, with changes that its view asked for. */
  again(change: AnyChange): Promise<void>;
  /** Runs the model of an earlier order with changes, beside whatever is on screen. @throws TaskError @throws Stopped */
  beside(order: Order, change: AnyChange): Promise<unknown>;
  stop(): void;
}

/** At most five partial results a second are written down (docs/contract.md); their picture may come more often. */
const partialJsonIntervalMs = 200;

function canStart({ ready, run, reading }: AppState): boolean {
  return ready && !isBusy(run) && reading.length === 0;
}

export function createRunsSlice({ client, environment, get, set }: SliceContext): RunsSlice {
  let handle: RunHandle | undefined;

  /** The run of this order, unless it has ended or was left for another task or model. */
  function findRun(order: Order): BusyRun | undefined {
    const { run } = get();
    return isBusy(run) && run.order === order ? run : undefined;
  }

  function ask(order: Order, state: AppState, onEvent: (event: ClientEvent) => void): RunHandle {
    return client.run(
      {
        taskId: order.taskId,
        checkpoint: order.actual,
        expectedBytes: findBytes(findCardIn(state), order.actual.dtype) ?? 0,
        sources: sourcesIn(state, environment),
        input: order.input,
        options: order.options,
        trace: state.trace,
      },
      onEvent,
    );
  }

  async function jsonOf(visualizer: Visualizer, { input, options }: Order, output: unknown): Promise<ResultJson> {
    return toResultJson(await visualizer.toJson({ input, options, output }), environment);
  }

  /** The status and what it speaks of change together: whoever sees the one finds the other. */
  function end(ended: Run, json?: ResultJson): void {
    const { run: before } = get();
    set((state) => {
      if (ended.status === "idle" || !json) return { run: ended };
      const { order } = ended;
      const drafts = continued(definitionIn(state), order, state.drafts[order.taskId] ?? {}, json.text);
      return { run: ended, drafts: { ...state.drafts, [order.taskId]: drafts } };
    });
    dropBlobsOf(before, ended);
  }

  function dropBlobsOf(before: Run, after: Run): void {
    const href = "json" in before ? before.json?.href : undefined;
    if (href !== undefined && !("json" in after && after.json?.href === href)) environment.dropBlob(href);
  }

  /** @param isWanted whether the order still stands when the words of errors have come. */
  async function fail(ended: Run, isWanted: () => boolean): Promise<void> {
    // Without its words an error is still told by its code.
    await environment.words.needErrors().catch(() => {});
    if (isWanted()) end(ended);
  }

  async function perform(order: Order, state: AppState): Promise<void> {
    const visualizer = environment.visualizerOf(order.taskId);
    // It is waited for below; a failure there must not count as unhandled in the meantime.
    visualizer.catch(() => {});
    let loadedNow = false;

    const partials = createThrottle(
      async () => {
        const run = findRun(order);
        if (run?.status !== "running" || run.output === undefined) return;
        try {
          const json = await jsonOf(await visualizer, order, run.output);
          if (findRun(order)) end(withPartialJson(get().run, json));
        } catch {
          // The final result tells what is wrong.
        }
      },
      partialJsonIntervalMs,
      environment,
    );

    handle = ask(order, state, (event) => {
      if (!findRun(order)) return;
      if (event.type === "running") loadedNow = event.loadedNow;
      if (event.type === "notice") {
        const { code, values } = event;
        set(({ notices }) => ({ notices: withNotice(notices, { scope: "run", code, values }) }));
        return;
      }
      set(({ run }) => ({ run: heard(run, event, environment.now()) }));
      if (event.type === "partial") partials.ask();
    });
    const outcome = await handle.outcome;
    partials.end();
    await settle(order, outcome, visualizer, loadedNow);
  }

  async function settle(
    order: Order,
    outcome: Outcome,
    visualizer: Promise<Visualizer>,
    loadedNow: boolean,
  ): Promise<void> {
    const failWith = (failure: Failure) =>
      fail(failed(order, failure, { stale: findRun(order)?.stale ?? false }), () => findRun(order) !== undefined);
    const run = findRun(order);
    if (!run) return;
    if (outcome.type === "failed") return failWith(outcome.failure);
    try {
      const output =
        outcome.type === "done" ? outcome.ending.output : run.status === "running" ? run.output : undefined;
      const json = output === undefined ? undefined : await jsonOf(await visualizer, order, output);
      const current = findRun(order);
      if (!current) return;
      if (outcome.type === "cancelled" || !json) end(cancelled(current, json), json);
      else end(done(current, { output, json, report: reportOf(order, outcome, loadedNow, get().facts) }), json);
    } catch (reason) {
      await failWith(toFailure(reason, "run-failed"));
    }
  }

  async function begin(state: AppState, { order, refusal }: Asked): Promise<void> {
    const { run: before } = state;
    const notices = withoutScopes(state.notices, "run", "input");
    if (refusal) {
      set({ notices });
      await fail(failed(order, refusal.failure, refusal), () => get().run === before);
      return;
    }
    const resident = client.isResident(order.taskId, order.actual);
    set({ notices, run: started(order, resident, environment.now()) });
    dropBlobsOf(before, get().run);
    await perform(order, state);
  }

  return {
    run: noRun,
    async start() {
      const state = get();
      if (!canStart(state)) return;
      await begin(state, orderIn(state));
    },
    async again(change) {
      const state = get();
      const { run } = state;
      if (!canStart(state) || (run.status !== "done" && run.status !== "cancelled")) return;
      const replaces = { first: pictureOf(run.order), output: run.output, json: run.json?.text };
      await begin(state, orderAgain(state, { before: run.order, replaces, change }));
    },
    async beside(order, change) {
      const outcome = await ask(orderBeside(order, change), get(), () => {}).outcome;
      if (outcome.type === "done") return outcome.ending.output;
      if (outcome.type === "cancelled") throw new Stopped();
      const { code, message, detail } = outcome.failure;
      throw new TaskError(code, message, detail);
    },
    stop() {
      set(({ run }) => ({ run: stopping(run) }));
      handle?.stop();
    },
  };
}
