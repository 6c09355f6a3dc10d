import { keyOf } from "../../workers/key.ts";
import { isHostedIn } from "./hosted.ts";
import { findBytes } from "./plan.ts";
import { isBusy } from "./run.ts";
import { findCardIn, planIn, sourcesFor, viewIn } from "./selectors.ts";
import type { AppState, ReadySlice, SliceContext } from "./state.ts";

const mostRemembered = 12;

/** Of a model that is loaded when it is chosen: a larger one takes its time and memory once something is given to it. */
const mostAheadBytes = 100_000_000;

/** The models that were loaded in this browser, with this one, the latest first. */
export function withLoaded(loaded: AppState["loadedBefore"], key: string): AppState["loadedBefore"] {
  return [key, ...loaded.filter((other) => other !== key)].slice(0, mostRemembered);
}

export function createReadySlice({ client, environment, get, set }: SliceContext): ReadySlice {
  let now: { readonly key: string; stop(): void } | undefined;

  return {
    loadedBefore: [],
    isPreparing: false,
    openReturned() {
      const state = get();
      const { actual } = planIn(state);
      if (!state.loadedBefore.includes(keyOf(state.task, actual)) || environment.isThrifty()) return;
      // Beside a text on another page stand many, and where one learns no model is asked for.
      if (viewIn(state) === "embed" || state.learn || isHostedIn(state)) return;
      client.openAhead(state.task, actual, state.site.runtime);
    },
    makeReady(isAhead = false) {
      const state = get();
      const { actual, problem } = planIn(state);
      const key = keyOf(state.task, actual);
      if (now?.key === key || !state.loadedBefore.includes(key)) return;
      if (problem || state.resident || isBusy(state.run) || isHostedIn(state) || environment.isThrifty()) return;
      const bytes = findBytes(findCardIn(state), actual.dtype);
      if (isAhead && (bytes === undefined || bytes > mostAheadBytes)) return;
      now?.stop();
      const request = { taskId: state.task, checkpoint: actual, expectedBytes: bytes ?? 0 };
      const preparation = client.prepare(
        { ...request, sources: sourcesFor(actual.model, state, environment) },
        isAhead,
      );
      const mine = { key, stop: preparation.stop };
      now = mine;
      set({ isPreparing: true });
      void preparation.outcome.then(() => {
        if (now !== mine) return;
        now = undefined;
        set({ isPreparing: false });
      });
    },
  };
}
