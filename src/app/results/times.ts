import { useEffect, useState } from "react";
import type { Stage } from "../store/report.ts";
import { isBusy, type Mark, type Run } from "../store/run.ts";

export type StageTimes = Readonly<Partial<Record<Stage, number>>>;

/** How long each stage took so far, the last one being under way at `nowMs`. */
export function timesOf(marks: readonly Mark[], nowMs: number): StageTimes {
  return Object.fromEntries(
    marks.map(({ stage, atMs }, index) => [stage, Math.max(0, (marks[index + 1]?.atMs ?? nowMs) - atMs)]),
  );
}

const tickMs = 200;

/** The times of a run: measured where it is done, else as the page sees them pass. */
export function useStageTimes(run: Run): StageTimes {
  const busy = isBusy(run);
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(() => setNowMs(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, [busy]);
  if (run.status === "done") return run.report.ms;
  return busy ? timesOf(run.marks, nowMs) : {};
}
