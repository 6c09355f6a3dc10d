import type { Target } from "../../hosted/target.ts";
import type { RunClient } from "./environment.ts";
import { modelIn } from "./selectors.ts";
import type { AppState } from "./state.ts";

/** Where the model on screen is asked, if it is a hosted one. */
export function targetIn(state: AppState): Target | undefined {
  return state.hosted?.find(state.task, modelIn(state).model);
}

/** Whether the model on screen is a hosted one, even if it cannot be asked as things are. */
export function isHostedIn(state: AppState): boolean {
  return state.hosted?.isHosted(modelIn(state).model) ?? false;
}

/** One port for whoever answers: a request that names a provider goes there, all others to the workers. */
export function withHosted(workers: RunClient, findHosted: () => AppState["hosted"]): RunClient {
  return {
    isResident: workers.isResident,
    openAhead: workers.openAhead,
    prepare: workers.prepare,
    tokens: workers.tokens,
    run(request, onEvent) {
      const { taskId, input, options, hosted: target } = request;
      const hosted = target && findHosted();
      return hosted ? hosted.run({ taskId, input, options, target }, onEvent) : workers.run(request, onEvent);
    },
  };
}
