/** Another range at once has to bring so much more to be worth it. */
const worth = 1.15;

/**
 * How many ranges of a file come at once: one more as long as the line gets faster by it, then as many as were fastest.
 * One from the first failure on, since a host that is asked too much is not helped by more.
 * @param now in milliseconds
 */
export function createWidth(most: number, now: () => number) {
  let count = 1;
  let best = 0;
  let isSettled = most <= 1;
  let from = { bytes: 0, at: now() };
  /** Ranges that are still to end before it is measured. */
  let left = 1;
  return {
    get count() {
      return count;
    },
    /** A range has ended. @param bytes that came so far, in whichever order */
    ended(bytes: number): void {
      left -= 1;
      if (isSettled || left > 0) return;
      const at = now();
      const rate = (bytes - from.bytes) / Math.max(1, at - from.at);
      isSettled = rate < best * worth || count === most;
      if (rate < best * worth) count -= 1;
      else if (!isSettled) count += 1;
      best = Math.max(best, rate);
      from = { bytes, at };
      left = count;
    },
    failed(): void {
      count = 1;
      isSettled = true;
    },
  };
}
