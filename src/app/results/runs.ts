import { useMemo } from "react";
import { useApp } from "../store/context.tsx";
import { findKept } from "../store/history.ts";
import type { KeptRun } from "../store/run.ts";

/** The kept runs of the task on screen, the newest first. */
export function useRunsOfTask(): readonly KeptRun[] {
  const history = useApp((state) => state.history);
  const task = useApp((state) => state.task);
  return useMemo(() => history.filter(({ order }) => order.taskId === task), [history, task]);
}

/** An earlier run that is looked at; `undefined` while it is the latest. */
export function useShownRun(): KeptRun | undefined {
  return useApp((state) => findKept(state.history, state.shown));
}

/** What stands beside the result on screen, unless it is that result itself. */
export function usePinnedRun(): KeptRun | undefined {
  return useApp(({ history, pinned, shown, run }) => {
    const onScreen = shown ?? (run.status === "done" ? run.order.number : undefined);
    return pinned === onScreen ? undefined : findKept(history, pinned);
  });
}
