import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { isBusy, pictureOf, type Run } from "../store/run.ts";
import { DownloadJson } from "./DownloadJson.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { ErrorCard } from "./ErrorCard.tsx";
import { Notices } from "./Notices.tsx";
import { CodePanel, JsonPanel } from "./panels.ts";
import { ResultBoundary } from "./ResultBoundary.tsx";
import { ResultView } from "./ResultView.tsx";
import { Tabs } from "./Tabs.tsx";
import { Waiting } from "./Waiting.tsx";

type Panel = "result" | "json" | "code";

const panelIdOf = (id: Panel) => `panel-${id}`;
const tabIdOf = (id: Panel) => `tab-${id}`;

/** What came out: the picture, the JSON behind it, and what there is to say about them. */
export function ResultColumn() {
  const { t } = useWords();
  const run = useApp((state) => state.run);
  const [panel, setPanel] = useState<Panel>("result");
  const column = useScrollOnRun(run.status === "idle" ? run.number : pictureOf(run.order));
  const isStale = run.status !== "idle" && run.stale && !isBusy(run);

  return (
    <section aria-label={t("results.title")} className="card result-column" ref={column}>
      <div className="card-head">
        <Tabs
          label={t("results.title")}
          onSelect={setPanel}
          panelIdOf={panelIdOf}
          tabIdOf={tabIdOf}
          selected={panel}
          tabs={[
            { id: "result", label: t("results.tab.result") },
            { id: "json", label: "JSON" },
            { id: "code", label: t("results.tab.code") },
          ]}
        />
        {isStale && <span className="badge">{t("results.stale")}</span>}
        {run.status === "cancelled" && <span className="badge">{t("results.cancelled")}</span>}
        <span className="spacer" />
        <DownloadJson run={run} />
      </div>
      <div className="card-body result-body">
        <Notices />
        {run.status === "failed" && <ErrorCard run={run} />}
        <div aria-labelledby={tabIdOf("result")} hidden={panel !== "result"} id={panelIdOf("result")} role="tabpanel">
          <div aria-live="off" data-final={run.status === "done"} data-testid="result">
            <Picture run={run} />
          </div>
        </div>
        <Aside id="json" isShown={panel === "json"}>
          <JsonPanel json={"json" in run ? run.json : undefined} />
        </Aside>
        <Aside id="code" isShown={panel === "code"}>
          <CodePanel />
        </Aside>
      </div>
    </section>
  );
}

interface AsideProps {
  readonly id: Panel;
  readonly isShown: boolean;
  readonly children: ReactNode;
}

/** A panel whose code comes at its first opening. */
function Aside({ id, isShown, children }: AsideProps) {
  const { t } = useWords();
  return (
    <div aria-labelledby={tabIdOf(id)} hidden={!isShown} id={panelIdOf(id)} role="tabpanel">
      {isShown && (
        <ResultBoundary fallback={<p className="mute">{t("notice.words-unreachable")}</p>}>
          <Suspense fallback={null}>{children}</Suspense>
        </ResultBoundary>
      )}
    </div>
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

function Picture({ run }: { readonly run: Run }) {
  if (run.status === "idle") return <EmptyState />;
  if (run.status === "failed") return null;
  const output = ("output" in run ? run.output : undefined) ?? run.order.replaces?.output;
  if (output !== undefined) return <ResultView final={run.status === "done"} order={run.order} output={output} />;
  return isBusy(run) ? <Waiting run={run} /> : <EmptyState />;
}
