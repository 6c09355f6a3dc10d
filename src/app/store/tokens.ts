import type { TokensHandle, TokensOutcome } from "../../workers/desk.ts";
import type { TokensSubject } from "../../workers/protocol.ts";
import { planIn, sourcesIn } from "./selectors.ts";
import type { SliceContext } from "./state.ts";

export interface TokensSlice {
  /** Asks what the chosen model's tokenizer makes of texts; its files come, its weights do not. */
  countTokens(subject: TokensSubject, onLoading: (loadedBytes: number) => void): TokensHandle;
}

export function createTokensSlice({ client, environment, get }: SliceContext): TokensSlice {
  /** The words of errors come when the first is to be said; without them it is still told by its code. */
  async function withWords(outcome: TokensOutcome): Promise<TokensOutcome> {
    if (outcome.type === "failed") await environment.words.needErrors().catch(() => {});
    return outcome;
  }

  return {
    countTokens(subject, onLoading) {
      const state = get();
      const sources = sourcesIn(state, environment);
      const { actual: checkpoint } = planIn(state);
      const { outcome, stop } = client.tokens({ checkpoint, sources, subject }, ({ loadedBytes }) =>
        onLoading(loadedBytes),
      );
      return { outcome: outcome.then(withWords), stop };
    },
  };
}
