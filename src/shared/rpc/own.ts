import { realClock } from "../clock.ts";
import { type Caller, openCaller } from "./caller.ts";
import type { OpenWorker } from "./port.ts";

/**
 * Asks a worker of its own, which ends with its answers.
 * @param signal ends it before, when nobody waits for them any more
 */
export async function withCaller<Answer>(
  open: OpenWorker,
  work: (caller: Caller) => Promise<Answer>,
  signal?: AbortSignal,
): Promise<Answer> {
  const caller = openCaller(open, realClock);
  const end = () => caller.end({ code: "run-failed", message: "The worker had no more to do." });
  signal?.addEventListener("abort", end, { once: true });
  try {
    return await work(caller);
  } finally {
    signal?.removeEventListener("abort", end);
    end();
  }
}
