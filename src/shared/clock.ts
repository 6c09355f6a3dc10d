/** Time as whoever waits sees it, so that tests can hold it still. */
export interface Clock {
  /** In milliseconds from some start. */
  now(): number;
  /** @returns a function that calls it off. */
  after(ms: number, call: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or as soon as `signal` says so. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      callOff();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const callOff = clock.after(ms, end);
    signal?.addEventListener("abort", end);
  });
}

/** A timer that comes so late was held. */
const heldMs = 1_000;

/**
 * As `clock.after`, for whoever gives up where no sign has come for so long. A thread that was held (its tab frozen, its
 * machine asleep, itself at work) has not listened either: what came meanwhile comes now, and the wait begins anew.
 */
export function afterSilence(clock: Clock, ms: number, giveUp: () => void): () => void {
  let callOff = (): void => {};
  function wait(): void {
    const dueMs = clock.now() + ms;
    callOff = clock.after(ms, () => (clock.now() > dueMs + heldMs ? wait() : giveUp()));
  }
  wait();
  return () => callOff();
}
