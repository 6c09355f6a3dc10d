import type { StoreApi } from "zustand/vanilla";
import { keyOf } from "../../workers/key.ts";
import { findKept, remembered } from "./history.ts";
import { withLoaded } from "./ready.ts";
import { isBusy } from "./run.ts";
import type { AppState } from "./state.ts";

/** Keeps what was done. A new run and another task lead back to the latest result. */
export function rememberRuns(store: StoreApi<AppState>): void {
  store.subscribe((state, before) => {
    const { run } = state;
    if (run.status === "done" && before.run.status !== "done") {
      const { order, result, report } = run;
      const history = remembered(state.history, { order, result, report });
      const { pinned } = state;
      store.setState({ history, shown: undefined, pinned: findKept(history, pinned) ? pinned : undefined });
    }
    if (run.status === "running" && before.run.status !== "running" && !run.order.hosted) {
      store.setState({ loadedBefore: withLoaded(state.loadedBefore, keyOf(run.order.taskId, run.order.actual)) });
    }
    if (state.task !== before.task) store.setState({ shown: undefined, pinned: undefined });
    else if (isBusy(run) && !isBusy(before.run)) store.setState({ shown: undefined });
  });
}
