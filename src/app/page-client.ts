import { realClock } from "../shared/clock.ts";
import { portOf } from "../shared/rpc/port.ts";
import { createClient, defaultTimes } from "../workers/client.ts";
import { isMobile } from "./device.ts";
import { savesData } from "./page.ts";
import { poolLimitsFor } from "./pool.ts";

/** The workers of this page. */
export function createPageClient() {
  const client = createClient({
    openWorker: () =>
      portOf(new Worker(new URL("../workers/model.worker.ts", import.meta.url), { type: "module", name: "model" })),
    clock: realClock,
    limits: poolLimitsFor(navigator, "Suspending" in WebAssembly ? "jspi" : "asyncify"),
    mayOpenAhead: () => !isMobile(navigator) && !savesData(navigator) && !document.hidden,
    ...defaultTimes,
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) client.endAhead();
  });
  return client;
}
