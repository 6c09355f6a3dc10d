import type { TokensOutcome } from "../../workers/counter.ts";
import { planIn, sourcesFor } from "./selectors.ts";
import type { SliceContext, TokensSlice } from "./state.ts";

export function createTokensSlice({ client, environment, get }: SliceContext): TokensSlice {
  /** The words of errors come when the first is to be said; without them it is still told by its code. */
  async function withWords(outcome: TokensOutcome): Promise<TokensOutcome> {
    if (outcome.type === "failed") await environment.words.needErrors().catch(() => {});
    return outcome;
  }

  return {
    countTokens(subject, onLoading) {
      const state = get();
      const { actual: checkpoint } = planIn(state);
      const sources = sourcesFor(checkpoint.model, state, environment);
      const { outcome, stop } = client.tokens({ checkpoint, sources, subject }, ({ loadedBytes }) =>
        onLoading(loadedBytes),
      );
      return { outcome: outcome.then(withWords), stop };
    },
  };
}
