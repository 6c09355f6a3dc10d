import { createJSONStorage, persist } from "zustand/middleware";
import { createStore, type StoreApi } from "zustand/vanilla";
import { keyOf } from "../../workers/key.ts";
import { createDeviceSlice } from "./device.ts";
import type { Environment, RunClient } from "./environment.ts";
import { watchJudge } from "./fit.ts";
import { createHistorySlice } from "./history.ts";
import { withHosted } from "./hosted.ts";
import { createModelsSlice } from "./models.ts";
import { createPointingSlice, followPointing } from "./pointing.ts";
import { createReadySlice } from "./ready.ts";
import { rememberRuns } from "./remember.ts";
import { createRunsSlice } from "./runs.ts";
import { restored, savedVersion, toSaved } from "./saved.ts";
import { planIn } from "./selectors.ts";
import { createSessionSlice } from "./session.ts";
import { createSettingsSlice } from "./settings.ts";
import type { AppState, SliceContext } from "./state.ts";
import { createTokensSlice } from "./tokens.ts";

export type AppStore = StoreApi<AppState>;

/** The one state of the page. Its actions are the only callers of the client. */
export function createAppStore(client: RunClient, environment: Environment): AppStore {
  const store = createStore<AppState>()(
    persist(
      (set, get) => {
        const port = withHosted(client, () => get().hosted);
        const context: SliceContext = { client: port, environment, get, set: (change) => set(change) };
        return {
          ...createSettingsSlice(context),
          ...createDeviceSlice(context),
          ...createModelsSlice(context),
          ...createSessionSlice(context),
          ...createRunsSlice(context),
          ...createReadySlice(context),
          ...createPointingSlice(context),
          ...createHistorySlice(context),
          ...createTokensSlice(context),
        };
      },
      {
        name: "model-playground",
        version: savedVersion,
        storage: createJSONStorage(() => environment.storage),
        partialize: toSaved,
        merge: restored,
        migrate: () => ({ models: {}, options: {}, drafts: {} }),
      },
    ),
  );
  watchResident(store, client);
  rememberRuns(store);
  watchJudge(store, environment);
  followPointing(store);
  return store;
}

/** The client cannot be watched, but a model comes and goes only while something changes here too. */
function watchResident(store: AppStore, client: RunClient): void {
  let before = "";
  let wasResident = false;
  store.subscribe((state) => {
    const { task } = state;
    const { actual } = planIn(state);
    const resident = client.isResident(task, actual);
    const key = keyOf(task, actual);
    wasResident ||= resident;
    if (resident === state.resident && key === before) return;
    before = key;
    store.setState({ resident });
    if (!resident && wasResident && actual.model !== "" && client.openAhead(task, actual)) state.makeReady(true);
  });
}
