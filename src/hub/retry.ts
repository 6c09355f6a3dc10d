import { type Clock, pause } from "../shared/clock.ts";
import { Stopped, TaskError } from "../shared/errors.ts";

/** Tries one after the other that bring nothing at all, and how long after each: a busy host or a new network takes seconds. */
const waitsMs = [500, 1_000, 2_000] as const;

/** A host that wants to be left alone for longer is told of; the reader may ask again. */
const mostRetryAfterSeconds = 30;

/**
 * Waits before another try. @param idle tries in a row that brought nothing
 * @throws TaskError the reason, where another try would be in vain
 */
export async function waitAfter(
  reason: unknown,
  idle: number,
  hosts: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!(reason instanceof TaskError)) throw reason;
  const { code, narrow } = reason;
  if (code !== "network-cut" && code !== "network-refused" && code !== "hub-busy" && code !== "network-silent") {
    throw reason;
  }
  const asked = Number(narrow.values?.seconds ?? 0);
  // Who waited for a silent host has waited for long enough, but each of several gets its turn.
  const most = code === "network-silent" ? hosts - 1 : waitsMs.length;
  if (idle > most || asked > mostRetryAfterSeconds) throw reason;
  const ms = Math.max(asked * 1_000, waitsMs[Math.max(0, Math.min(idle, waitsMs.length) - 1)] ?? 0);
  await pause(clock, ms, signal);
  if (signal?.aborted) throw new Stopped();
}
