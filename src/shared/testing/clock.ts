import type { Clock } from "../clock.ts";

/** Time that moves only when a test moves it. */
export interface FakeClock extends Clock {
  /** Runs what falls due within `ms`, in order, and lets every promise settle in between. */
  advance(ms: number): Promise<void>;
  /** Time passes and nothing runs, as where a thread is held: every timer that is set then comes late. */
  hold(ms: number): void;
  /** Runs until no timer is left. */
  drain(): Promise<void>;
  /** Timers neither run nor called off. */
  readonly pendingCount: number;
}

interface Timer {
  readonly dueMs: number;
  readonly call: () => void;
}

/** Lets every promise settle that can. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function createFakeClock(): FakeClock {
  const timers = new Set<Timer>();
  let nowMs = 0;
  let heldMs = 0;

  /** Timers due at the same time run in the order in which they were set, which is a set's order. */
  function findNext(untilMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs <= untilMs && (next === undefined || timer.dueMs < next.dueMs)) next = timer;
    }
    return next;
  }

  async function runUntil(untilMs: number): Promise<void> {
    await settle();
    for (let timer = findNext(untilMs); timer; timer = findNext(untilMs)) {
      timers.delete(timer);
      nowMs = timer.dueMs;
      timer.call();
      await settle();
    }
  }

  return {
    now: () => nowMs + heldMs,
    after(ms, call) {
      const timer: Timer = { dueMs: nowMs + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await runUntil(untilMs);
      nowMs = untilMs;
    },
    hold(ms) {
      heldMs += ms;
    },
    drain: () => runUntil(Number.POSITIVE_INFINITY),
    get pendingCount() {
      return timers.size;
    },
  };
}
