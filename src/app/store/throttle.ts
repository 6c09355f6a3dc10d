import type { Environment } from "./environment.ts";

export interface Throttle {
  /** Asks for one more call of the job; it comes at once, or as soon as the interval and the job before it are over. */
  ask(): void;
  /** No call begins any more. */
  end(): void;
}

/** So many times as long as a job took is the rest after it, so that a slow one takes a quarter of the time at most. */
const restShare = 3;

/** Calls `job` at most once in `intervalMs`, never twice at the same time, and once more after the last `ask`. */
export function createThrottle(
  job: () => Promise<void>,
  intervalMs: number,
  { now, after }: Pick<Environment, "now" | "after">,
): Throttle {
  let isAsked = false;
  let isWaiting = false;
  let isEnded = false;

  async function perform(): Promise<void> {
    isAsked = false;
    isWaiting = true;
    const startedMs = now();
    await job();
    const tookMs = now() - startedMs;
    after(Math.max(intervalMs - tookMs, restShare * tookMs), () => {
      isWaiting = false;
      if (isAsked && !isEnded) void perform();
    });
  }

  return {
    ask() {
      isAsked = true;
      if (!isWaiting && !isEnded) void perform();
    },
    end() {
      isEnded = true;
    },
  };
}
