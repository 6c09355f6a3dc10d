import { type Failure, toFailure } from "../../shared/errors.ts";
import { definitionOf } from "../../tasks/index.ts";
import type { Visualizer } from "../../tasks/visualizer.ts";
import { createBeside } from "./beside.ts";
import { begun, continued, withdrawn } from "./conversation.ts";
import type { RunClient, RunEvent } from "./environment.ts";
import { withNotice, withoutScopes } from "./notices.ts";
import { type Asked, orderAgain, orderIn } from "./order.ts";
import { findBytes } from "./plan.ts";
import { reportOf, reportOfAnswer } from "./report.ts";
import {
  type BusyRun,
  cancelled,
  done,
  failed,
  grown,
  heard,
  isBusy,
  noRun,
  type Order,
  pictureOf,
  type ResultJson,
  type Run,
  started,
  stopping,
  written,
} from "./run.ts";
import { findCardIn, learnedKeyOf, sourcesFor } from "./selectors.ts";
import type { AppState, RunsSlice, SliceContext } from "./state.ts";
import { createThrottle } from "./throttle.ts";
import { createWriter, findJson } from "./writer.ts";

/** At most five partial results a second are written down (docs/contract.md); their picture may come more often. */
const partialJsonIntervalMs = 200;

type RunHandle = ReturnType<RunClient["run"]>;
type Outcome = Awaited<RunHandle["outcome"]>;

const ignored = () => {};

function canStart({ ready, run, reading }: AppState): boolean {
  return ready && !isBusy(run) && reading.length === 0;
}

export function createRunsSlice(context: SliceContext): RunsSlice {
  const { client, environment, get, set } = context;
  const { write, rewrite, drop } = createWriter(context);
  let handle: RunHandle | undefined;

  /** The run of this order, unless it has ended or was left for another task or model. */
  function findRun(order: Order): BusyRun | undefined {
    const { run } = get();
    return isBusy(run) && run.order === order ? run : undefined;
  }

  function ask(order: Order, state: AppState, onEvent: (event: RunEvent) => void): RunHandle {
    return client.run(
      {
        taskId: order.taskId,
        checkpoint: order.actual,
        hosted: order.hosted,
        expectedBytes: findBytes(findCardIn(state), order.actual.dtype) ?? 0,
        sources: sourcesFor(order.actual.model, state, environment),
        input: order.input,
        options: order.options,
        trace: state.trace,
      },
      onEvent,
    );
  }

  /** The status and what it speaks of change together: whoever sees the one finds the other. */
  function end(ended: Run, json?: ResultJson): void {
    const { run: before } = get();
    set((state) => {
      if (ended.status === "idle" || isBusy(ended)) return { run: ended };
      const { order } = ended;
      const definition = definitionOf(order.taskId);
      const before = state.drafts[order.taskId] ?? {};
      // What broke off is no turn of a conversation: the one that asked is in its editor again.
      const isTurn = ended.status !== "failed" && json !== undefined;
      const drafts = isTurn ? continued(definition, order, before, json.text) : withdrawn(definition, order, before);
      return { run: ended, drafts: { ...state.drafts, [order.taskId]: drafts } };
    });
    drop(findJson(before));
  }

  /** Ends a run with what it came to, unless it was left in the meantime. */
  function endOf(order: Order, json: ResultJson, ended: (run: BusyRun) => Run): void {
    const run = findRun(order);
    if (run) end(ended(run), json);
    else drop(json);
  }

  async function failNow(order: Order, failure: Failure): Promise<void> {
    const isWanted = () => findRun(order) !== undefined;
    const run = findRun(order);
    const stale = run?.stale ?? false;
    // What a provider had sent was paid for, and can be gone on from.
    const result = order.hosted && run?.status === "running" ? run.result : undefined;
    if (!result) return fail(failed(order, failure, { stale }), isWanted);
    await environment.words.needErrors().catch(ignored);
    const keep = (json: ResultJson) => endOf(order, json, () => failed(order, failure, { stale, result, json }));
    await write(order, result, keep).catch(() => fail(failed(order, failure, { stale }), isWanted));
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
    visualizer.catch(ignored);
    let loadedNow = false;

    const partials = createThrottle(
      async () => {
        const run = findRun(order);
        if (run?.status !== "running" || !run.result) return;
        const take = (json: ResultJson) => (findRun(order) ? end(written(get().run, json, {})) : drop(json));
        await write(order, run.result, take).catch(ignored);
      },
      partialJsonIntervalMs,
      environment,
    );

    /** Partial results are read in the order in which they came, the earliest once the view has. */
    async function grow(output: unknown): Promise<void> {
      const result = (await visualizer).open({ ...order, output });
      if (!findRun(order)) return;
      set(({ run }) => ({ run: grown(run, result) }));
      partials.ask();
    }

    handle = ask(order, state, (event) => {
      if (!findRun(order)) return;
      if (event.type === "running") {
        loadedNow = event.loadedNow;
        const { unkeptBytes, settings } = event.report;
        set(({ ownSettings }) => ({ ownSettings: { ...ownSettings, [learnedKeyOf(order.actual)]: settings } }));
        if (unkeptBytes > 0) get().notify("run", "model-not-kept", { megabytes: Math.ceil(unkeptBytes / 1e6) });
      }
      if (event.type === "notice") {
        const { code, values } = event;
        set(({ notices }) => ({ notices: withNotice(notices, { scope: "run", code, values }) }));
        return;
      }
      if (event.type === "partial") void grow(event.output).catch(ignored);
      else set(({ run }) => ({ run: heard(run, event, environment.now()) }));
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
    try {
      const { open } = await visualizer;
      const run = findRun(order);
      if (!run) return;
      if (outcome.type === "failed") return await failNow(order, outcome.failure);
      if (outcome.type === "cancelled") {
        const result = run.status === "running" ? run.result : undefined;
        if (!result) return end(cancelled(run, undefined));
        return await write(order, result, (json) => endOf(order, json, (now) => cancelled(now, json)));
      }
      const { facts } = get();
      const isHosted = outcome.type === "answered";
      const result = open({ ...order, output: isHosted ? outcome.output : outcome.answer.output });
      const report = isHosted ? reportOfAnswer(order, outcome, facts) : reportOf(order, outcome, loadedNow, facts);
      await write(order, result, (json, options) =>
        endOf(order, json, (now) => written(done(now, { result, json, report }), json, options)),
      );
    } catch (reason) {
      await failNow(order, toFailure(reason, "run-failed"));
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
    const resident = order.hosted !== undefined || client.isResident(order.taskId, order.actual);
    const own = begun(definitionOf(order.taskId), order, state.drafts[order.taskId] ?? {});
    const drafts = { ...state.drafts, [order.taskId]: own };
    set({ notices, drafts, run: started(order, resident, environment.now()) });
    drop(findJson(before));
    await perform(order, state);
  }

  return {
    run: noRun,
    async start(takesPlace = false, isLive) {
      const state = get();
      const { run } = state;
      if (!canStart(state)) return;
      const asked = orderIn(state);
      if (!takesPlace || run.status === "idle" || isBusy(run)) return begin(state, asked);
      const replaces = {
        first: pictureOf(run.order),
        result: run.result ?? run.order.replaces?.result,
        json: undefined,
      };
      await begin(state, { ...asked, order: { ...asked.order, replaces, isLive } });
    },
    async again(change) {
      const state = get();
      const { run } = state;
      if (!canStart(state) || run.status === "idle" || isBusy(run)) return;
      const replaces = { first: pictureOf(run.order), result: run.result, json: run.json?.text };
      await begin(state, orderAgain(state, { before: run.order, replaces, change }));
    },
    runModel: client.run,
    sourcesOf: (model) => sourcesFor(model, get(), environment),
    beside: createBeside((order, onEvent) => ask(order, get(), onEvent)),
    async rewrite() {
      const { run } = get();
      const result = "result" in run ? run.result : undefined;
      if (run.status === "idle" || !result) return;
      try {
        await rewrite(run.order, result);
      } catch (reason) {
        const isThere = ({ run: now }: AppState) => "result" in now && now.result === result && !isBusy(now);
        await fail(failed(run.order, toFailure(reason, "run-failed")), () => isThere(get()));
      }
    },
    stop() {
      set(({ run }) => ({ run: stopping(run) }));
      handle?.stop();
    },
    stopLoading() {
      const { run, stop } = get();
      if (isBusy(run) && run.status !== "running") stop();
    },
  };
}
