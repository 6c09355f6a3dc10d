import { realClock } from "../clock.ts";
import { type Caller, openCaller } from "./caller.ts";
import type { OpenWorker } from "./port.ts";

/** Asks a worker of its own, which ends with its answers. */
export async function withCaller<Answer>(open: OpenWorker, work: (caller: Caller) => Promise<Answer>): Promise<Answer> {
  const caller = openCaller(open, realClock);
  try {
    return await work(caller);
  } finally {
    caller.end({ code: "run-failed", message: "The worker had no more to do." });
  }
}
