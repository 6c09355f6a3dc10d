/** Turns for one thing that only one may use at a time; first come, first served. */
export interface Turns {
  /** Resolves with the function that ends the turn, or with `undefined` when `signal` aborted while waiting. */
  take(signal: AbortSignal): Promise<(() => void) | undefined>;
  /** Those who have or wait for a turn. */
  readonly size: number;
}

export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let taken = false;

  function end(): void {
    const next = waiting.shift();
    if (next) next();
    else taken = false;
  }

  function once(): () => void {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      end();
    };
  }

  return {
    take(signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      if (!taken) {
        taken = true;
        return Promise.resolve(once());
      }
      return new Promise((resolve) => {
        function start(): void {
          signal.removeEventListener("abort", leave);
          resolve(once());
        }
        function leave(): void {
          const index = waiting.indexOf(start);
          if (index >= 0) waiting.splice(index, 1);
          resolve(undefined);
        }
        waiting.push(start);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
    get size() {
      return waiting.length + (taken ? 1 : 0);
    },
  };
}
