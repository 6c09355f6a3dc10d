/** How a live picture comes along. */
export interface Pace {
  readonly perSecond: number;
  /** From the moment the camera saw something to its result. */
  readonly delayMs: number;
}

/** So much of what is shown is the last picture: steady enough to be read, and soon right after a change. */
const share = 0.2;

/**
 * @param before of the pictures so far; `undefined` where the next is the first that counts
 * @param intervalMs since the result before
 */
export function paceOf(before: Pace | undefined, intervalMs: number, delayMs: number): Pace {
  const perSecond = 1000 / Math.max(1, intervalMs);
  if (!before) return { perSecond, delayMs };
  return {
    // Of intervals, not of rates: two pictures in 40 ms and in 160 ms are ten a second.
    perSecond: 1000 / mixed(1000 / before.perSecond, 1000 / perSecond),
    delayMs: mixed(before.delayMs, delayMs),
  };
}

function mixed(before: number, now: number): number {
  return before + share * (now - before);
}
