import type { StoreApi } from "zustand/vanilla";
import { isEmbedded } from "../../hub/reference.ts";
import { definitionOf } from "../../tasks/index.ts";
import type { Fit } from "../fit.ts";
import { derived } from "./derived.ts";
import type { Environment } from "./environment.ts";
import { isHostedIn } from "./hosted.ts";
import { findCardIn, modelIn, optionsIn, planIn } from "./selectors.ts";
import type { AppState } from "./state.ts";

/** What a conversation of some turns holds beside the answer. */
const promptTokens = 1_024;

/** Whether the model on screen fits this device, as far as is known before anything of it is fetched. */
export const findFitIn = derived(
  (state: Parameters<typeof planIn>[0] & Pick<AppState, "options" | "drafts">) => ({
    task: state.task,
    card: findCardIn(state),
    plan: planIn(state),
    facts: state.facts,
    judge: state.judge,
    options: optionsIn(state),
    draft: state.drafts[state.task]?.messages,
  }),
  ({ task, card, plan, facts, judge, options, draft }): Fit | undefined => {
    const { device, dtype } = plan.actual;
    const { options: known, inputs } = definitionOf(task);
    const written = "max_new_tokens" in known ? Number(options.max_new_tokens ?? 0) : undefined;
    const tokens = written === undefined ? 0 : promptTokens + written;
    return judge?.({ card, device, dtype, facts, tokens, field: inputs.messages, draft });
  },
);

/** What ships with a site was made small enough for all devices; of others the judge says. */
export function verdictIn(state: Parameters<typeof findFitIn>[0]): Fit["verdict"] {
  return findFitIn(state)?.verdict ?? (isEmbedded(modelIn(state).model) ? "runs" : "unknown");
}

export function watchJudge(store: StoreApi<AppState>, { loadJudge }: Environment): void {
  let isAsked = false;
  store.subscribe((state) => {
    const { model } = modelIn(state);
    if (isAsked || !state.ready || model === "" || isEmbedded(model) || isHostedIn(state)) return;
    isAsked = true;
    void loadJudge().then(
      (judge) => store.setState({ judge }),
      () => {
        isAsked = false;
      },
    );
  });
}
