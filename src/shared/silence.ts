import type { Clock } from "./clock.ts";

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
