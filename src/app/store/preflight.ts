import type { FailureReason } from "../../shared/errors.ts";
import { findOtherArchitecture } from "../../tasks/heads.ts";
import { definitionOf } from "../../tasks/index.ts";
import { derived } from "./derived.ts";
import { findCardIn, modelIn } from "./selectors.ts";
import type { AppState } from "./state.ts";

/** Why the model on screen could not run, in the words of the error that a run would end with. */
export interface Preflight {
  readonly reason: Extract<FailureReason, "head-other" | "tokenizer-missing">;
  readonly values: Readonly<Record<string, string>>;
}

/** What the list of its files and its `config.json` already tell, before anything of it is fetched. */
export const preflightIn = derived(
  (state: Pick<AppState, "task" | "cards" | "learned" | "site" | "models">) => ({
    task: state.task,
    model: modelIn(state).model,
    card: findCardIn(state),
  }),
  ({ task, model, card }): Preflight | undefined => {
    if (!card) return undefined;
    const { heads, modality } = definitionOf(task);
    const { architectures, dtypes, isMixed, tokenizer } = card;
    // That there is no graph at all is said already, with where to look for one.
    if (dtypes.length === 0 && !isMixed) return undefined;
    const architecture = heads && findOtherArchitecture(heads, { architectures });
    if (architecture !== undefined) return { reason: "head-other", values: { model, architecture } };
    if (modality === "text" && tokenizer === false) {
      return { reason: "tokenizer-missing", values: { model, file: "tokenizer.json" } };
    }
    return undefined;
  },
);
