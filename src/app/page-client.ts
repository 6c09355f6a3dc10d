import { realClock } from "../shared/clock.ts";
import { portOf } from "../shared/rpc/port.ts";
import { createClient, defaultTimes } from "../workers/client.ts";
import { poolLimitsFor } from "./pool.ts";

/** The workers of this page. */
export function createPageClient() {
  return createClient({
    openWorker: () =>
      portOf(new Worker(new URL("../workers/model.worker.ts", import.meta.url), { type: "module", name: "model" })),
    clock: realClock,
    limits: poolLimitsFor(navigator, "Suspending" in WebAssembly ? "jspi" : "asyncify"),
    ...defaultTimes,
  });
}
