import * as v from "valibot";
import { type Clock, pause } from "../shared/clock.ts";

/** What a browser reports of an answer that an isolated page may not have; it is only to be had as JSON. */
const Blocked = v.pipe(v.string(), v.parseJson(), v.object({ blockedURL: v.string() }));

/** Reports come in a task of their own, after the request has failed. */
const reportMs = 300;

/**
 * Whether a host answers at all. A browser tells nothing of a host that refuses the page; a blind request tells that
 * it is there, and where the page is isolated (COEP) the report that its answer was blocked does.
 */
export async function isReached(origin: string, fetch: typeof globalThis.fetch, clock: Clock): Promise<boolean> {
  let isBlocked = false;
  const observer =
    "ReportingObserver" in globalThis
      ? new ReportingObserver(
          (reports) => {
            isBlocked ||= reports.some((report) => {
              const parsed = v.safeParse(Blocked, JSON.stringify(report.body));
              return parsed.success && parsed.output.blockedURL.startsWith(origin);
            });
          },
          { types: ["coep"] },
        )
      : undefined;
  observer?.observe();
  try {
    await fetch(origin, { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
    return true;
  } catch {
    if (observer) await pause(clock, reportMs);
    return isBlocked;
  } finally {
    observer?.disconnect();
  }
}
