import { useMemo } from "react";
import type { Target } from "../../hosted/target.ts";
import { definitionOf } from "../../tasks/index.ts";
import type { CodeRun } from "../code/run.ts";
import { useApp } from "../store/context.tsx";
import { derived } from "../store/derived.ts";
import { findKept } from "../store/history.ts";
import { orderIn } from "../store/order.ts";
import type { Order } from "../store/run.ts";
import { findCardOf, viewOptionsIn } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";

/** The run whose result is on screen; before the first one, what pressing Run would do. */
function orderShownIn(state: AppState): Order {
  const { run, history, shown } = state;
  const past = findKept(history, shown);
  if (past) return past.order;
  return run.status === "idle" || run.status === "failed" ? orderIn(state).order : run.order;
}

const codeRunIn = derived(
  (state: AppState) => {
    const order = orderShownIn(state);
    const card = findCardOf(state, order.taskId, order.actual);
    return { order, card, options: state.options[order.taskId] };
  },
  ({ order: { taskId, actual, input, options: ran, hosted }, card, options }) => ({
    definition: definitionOf(taskId),
    target: hosted,
    checkpoint: actual,
    family: card?.family ?? "",
    architectures: card?.architectures ?? [],
    hasModules: card?.hasModules === true,
    input,
    options: { ...ran, ...viewOptionsIn({ options: options ? { [taskId]: options } : {} }, taskId) },
  }),
);

/** What the programs do: the run on screen, its view's options as they are now. */
export function useCodeRun(): CodeRun & { readonly target: Target | undefined } {
  const run = useApp(codeRunIn);
  return useMemo(() => ({ ...run, embeddedBase: new URL("models/", document.baseURI).href }), [run]);
}
