import { useMemo } from "react";
import { useShallow } from "zustand/react/shallow";
import { definitionOf } from "../../tasks/index.ts";
import type { CodeRun } from "../code/run.ts";
import { useApp, useStoreApi, useViewOptions } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import { useShownRun } from "./runs.ts";

/** The run whose result is on screen; before the first one, what pressing Run would do. */
export function useCodeRun(): CodeRun {
  const store = useStoreApi();
  const run = useApp((state) => state.run);
  const keys = useApp(
    useShallow(({ task, models, device, dtype, drafts, options, facts, cards, site }) => ({
      ...{ task, models, device, dtype, drafts, options, facts, cards, site },
    })),
  );
  const shown = useShownRun();
  const done = shown ? shown.order : run.status === "idle" || run.status === "failed" ? undefined : run.order;
  const shownUnder = useViewOptions(done?.taskId ?? keys.task);
  return useMemo(() => {
    void keys;
    const { taskId, actual, input, options: ran } = done ?? orderIn(store.getState()).order;
    const embeddedBase = new URL("models/", document.baseURI).href;
    const options = { ...ran, ...shownUnder };
    return { definition: definitionOf(taskId), checkpoint: actual, input, options, embeddedBase };
  }, [store, keys, done, shownUnder]);
}
