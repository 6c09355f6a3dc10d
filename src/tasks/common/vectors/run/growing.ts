/** Between two looks at a result that grows, at least; a look costs a copy here and one on the page. */
const leastIntervalMs = 500;
/** So much longer than it took to tell is the wait for the next time: at most a twentieth is spent on telling. */
const patience = 20;

/** Tells now and then how far a result has grown, and once more when asked for the last time. */
export function createTeller(tell: () => void, now: () => number = () => performance.now()) {
  let nextMs = now() + leastIntervalMs;
  return {
    /** Something was added. */
    grown(): void {
      const startedMs = now();
      if (startedMs < nextMs) return;
      tell();
      const endedMs = now();
      nextMs = endedMs + Math.max(leastIntervalMs, patience * (endedMs - startedMs));
    },
    last: tell,
  };
}
