import { lazy, type ReactNode, useEffect, useRef, useState } from "react";
import { useFirstInput } from "../first-input.ts";
import { ConsentCard } from "../hosted/parts.ts";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { orderIn } from "../store/order.ts";
import type { KeptRun } from "../store/run.ts";
import { findDrawn, isBusy, pictureOf, type Run } from "../store/run.ts";
import { definitionIn } from "../store/selectors.ts";
import type { AppState } from "../store/state.ts";
import { DownloadJson } from "./DownloadJson.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { FailedRun } from "./FailedRun.tsx";
import { Notices } from "./Notices.tsx";
import { AsidePanels, type Panel, PastNote, panelIdOf, ResultTabs, tabIdOf } from "./Panels.tsx";
import { Late } from "./ResultBoundary.tsx";
import { ResultView } from "./ResultView.tsx";
import { usePinnedRun, useRunsOfTask, useShownRun } from "./runs.ts";

/** What most people never open is not in the page's first load. */
const Before = lazy(async () => ({ default: (await import("./Before.tsx")).Before }));
const Beside = lazy(async () => ({ default: (await import("./Beside.tsx")).Beside }));
const Recorded = lazy(async () => ({ default: (await import("./Recorded.tsx")).Recorded }));
const RunStrip = lazy(async () => ({ default: (await import("./RunStrip.tsx")).RunStrip }));
const Waiting = lazy(async () => ({ default: (await import("./Waiting.tsx")).Waiting }));

/** What came out: the picture, the JSON behind it, and what there is to say about them. */
export function ResultColumn() {
  const { t } = useWords();
  const run = useApp((state) => state.run);
  const [panel, setPanel] = useState<Panel>("result");
  const column = useScrollOnRun(run.status === "idle" ? run.number : pictureOf(run.order));
  const hasHosted = useApp((state) => state.hosted !== undefined);
  const runs = useRunsOfTask();
  const shown = useShownRun();
  const pinned = usePinnedRun();
  const onScreen = shown ?? (run.status === "done" ? run : undefined);
  const hasStrip = runs.length > (run.status === "done" ? 1 : 0);
  const isStale = run.status !== "idle" && run.stale && !isBusy(run);

  return (
    <section aria-label={t("results.title")} className="card result-column" ref={column}>
      <div className="card-head">
        <ResultTabs first={t("results.tab.result")} onSelect={setPanel} selected={panel} />
        {isStale && <span className="badge">{t("results.stale")}</span>}
        {run.status === "cancelled" && <span className="badge">{t("results.cancelled")}</span>}
        <span className="spacer" />
        <DownloadJson run={run} />
      </div>
      <div className="card-body result-body">
        <Notices />
        {hasHosted && (
          <Late fallback={null}>
            <ConsentCard />
          </Late>
        )}
        {shown && <PastNote run={shown} />}
        {run.status === "failed" && <FailedRun run={run} />}
        <div aria-labelledby={tabIdOf("result")} hidden={panel !== "result"} id={panelIdOf("result")} role="tabpanel">
          <div aria-live="off" data-final={run.status === "done"} data-testid="result">
            {onScreen && pinned ? (
              <Late fallback={null}>
                <Beside pinned={pinned} run={onScreen} />
              </Late>
            ) : (
              <Picture past={shown} run={run} />
            )}
          </div>
        </div>
        <AsidePanels shown={panel} />
      </div>
      {hasStrip && (
        <Late fallback={null}>
          <RunStrip />
        </Late>
      )}
    </section>
  );
}

/** On a narrow screen the result lies below the input: whoever presses Run is taken there. */
function useScrollOnRun(number: number) {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (number > 0 && matchMedia("(max-width: 820px)").matches) element.current?.scrollIntoView({ block: "start" });
  }, [number]);
  return element;
}

function Picture({ run, past }: { readonly run: Run; readonly past: KeptRun | undefined }) {
  if (past) return <ResultView final isPast order={past.order} result={past.result} />;
  if (run.status === "idle") return <BeforeRuns />;
  const result = findDrawn(run);
  if (result) return <ResultView final={!isBusy(run)} order={run.order} result={result} />;
  if (run.status === "failed") return <ToPoint>{null}</ToPoint>;
  if (!isBusy(run))
    return (
      <ToPoint>
        <EmptyState />
      </ToPoint>
    );
  return (
    <>
      <Late fallback={null}>
        <Waiting run={run} />
      </Late>
      <ToPoint>{null}</ToPoint>
    </>
  );
}

function canPointIn(state: AppState): boolean {
  return definitionIn(state).isPointedAt === true && orderIn(state).refusal?.field === undefined;
}

/** Of a task that is pointed at, what to point at; else what it is given. */
function ToPoint({ children }: { readonly children: ReactNode }) {
  const canPoint = useApp(canPointIn);
  if (!canPoint) return children;
  return (
    <Late fallback={children}>
      <Before>{children}</Before>
    </Late>
  );
}

/** The view of a recorded result weighs more than the page may before anybody has touched it. */
function BeforeRuns() {
  const isTouched = useFirstInput();
  return (
    <ToPoint>
      {isTouched ? (
        <Late fallback={<EmptyState />}>
          <Recorded />
        </Late>
      ) : (
        <EmptyState />
      )}
    </ToPoint>
  );
}
