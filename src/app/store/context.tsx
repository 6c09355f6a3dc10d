import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { TaskId } from "../../tasks/index.ts";
import type { Draft } from "../inputs/draft.ts";
import { draftIn, viewOptionsIn } from "./selectors.ts";
import type { AppState } from "./state.ts";
import type { AppStore } from "./store.ts";

const StoreContext = createContext<AppStore | undefined>(undefined);

export function StoreProvider({ store, children }: { readonly store: AppStore; readonly children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

function useStoreApi(): AppStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error("The store is used outside of a StoreProvider.");
  return store;
}

/** @param select must give the same value for the same state: what it makes anew each time belongs in a hook below. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useStoreApi(), select);
}

/** The state of the moment, for what is done after a wait. */
export function useAppNow(): () => AppState {
  return useStoreApi().getState;
}

/** What results of a task are shown under now. */
export function useViewOptions(task: TaskId): ReturnType<typeof viewOptionsIn> {
  const options = useApp((state) => state.options[task]);
  return useMemo(() => viewOptionsIn({ options: options ? { [task]: options } : {} }, task), [options, task]);
}

export function useDraft(name: string): Draft {
  const state = useApp(useShallow(({ task, drafts }) => ({ task, draft: drafts[task]?.[name] })));
  return useMemo(() => {
    const { task, draft } = state;
    return draftIn({ task, drafts: draft ? { [task]: { [name]: draft } } : {} }, name);
  }, [state, name]);
}
