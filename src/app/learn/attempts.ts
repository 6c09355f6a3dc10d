/** One go of a training. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** Whether it was reset, or another has begun: then nothing of it is told any more. */
  isLeft(): boolean;
}

/** The attempts of one screen, one after the other: each can be stopped, and left behind. */
export function createAttempts() {
  let abort = new AbortController();

  function now(): Attempt {
    const { signal } = abort;
    return { signal, isLeft: () => abort.signal !== signal };
  }

  return {
    now,
    begin(): Attempt {
      abort = new AbortController();
      return now();
    },
    stop: () => abort.abort(),
    leave(): void {
      abort.abort();
      abort = new AbortController();
    },
  };
}
