/** How long one pass should take: a stop is seen between two of them, and is answered within 200 ms. */
const targetMs = 100;
/** A bound on memory that still fills a GPU. */
const mostTokens = 4096;
const fewestTokens = 64;

export interface PassSize {
  /** Tokens that the next pass may have, padding included. */
  readonly tokens: number;
  /** Says how long a pass took. */
  took(tokens: number, ms: number): void;
}

/** Finds how many tokens go through a model in a tenth of a second, on this machine and with this model. */
export function createPassSize(): PassSize {
  let tokens = fewestTokens * 2;
  return {
    get tokens() {
      return tokens;
    },
    took(passed, ms) {
      const fitting = (passed * targetMs) / Math.max(ms, 0.1);
      // At most doubled: one pass that was quick by chance must not lead to one of a minute.
      tokens = Math.round(Math.max(fewestTokens, Math.min(mostTokens, tokens * 2, fitting)));
    },
  };
}
