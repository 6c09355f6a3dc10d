import * as v from "valibot";
import type { StoreApi } from "zustand/vanilla";
import { isBusy } from "./run.ts";
import { definitionIn } from "./selectors.ts";
import type { AppState, PointingSlice, SliceContext } from "./state.ts";
import { OptionValue } from "./values.ts";

export function createPointingSlice({ get, set }: SliceContext): PointingSlice {
  return {
    pointed: {},
    isPointingOwed: false,
    point(values) {
      const { task, setOption } = get();
      const known = definitionIn(get()).options;
      const names = Object.keys(values).filter((name) => known[name] && known[name].actsOn !== "view");
      for (const name of names) if (v.is(OptionValue, values[name])) setOption(name, values[name]);
      const before = get().pointed[task] ?? [];
      set({ pointed: { ...get().pointed, [task]: [...new Set([...before, ...names])] } });
      const { run, resident, start } = get();
      if (isBusy(run)) set({ isPointingOwed: true });
      else if (resident) void start(true);
    },
  };
}

/** Runs once more what was pointed at during a run, when that is done. */
export function followPointing(store: StoreApi<AppState>): void {
  store.subscribe(({ isPointingOwed, run, start }) => {
    if (!isPointingOwed || isBusy(run)) return;
    store.setState({ isPointingOwed: false });
    if (run.status === "done" && run.stale) void start(true);
  });
}
