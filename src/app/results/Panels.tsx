import { lazy, type ReactNode } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import type { KeptRun } from "../store/run.ts";
import { briefOf } from "./brief.ts";
import { Late } from "./ResultBoundary.tsx";
import { useShownRun } from "./runs.ts";
import { Tabs } from "./Tabs.tsx";

/** What most people never open is not in the page's first load. */
const CodePanel = lazy(async () => ({ default: (await import("./CodePanel.tsx")).CodePanel }));
const JsonPanel = lazy(async () => ({ default: (await import("./JsonPanel.tsx")).JsonPanel }));

export type Panel = "result" | "json" | "code";

export const panelIdOf = (id: Panel) => `panel-${id}`;
export const tabIdOf = (id: Panel) => `tab-${id}`;

interface ResultTabsProps {
  /** What the first tab is called. */
  readonly first: string;
  readonly selected: Panel;
  onSelect(panel: Panel): void;
}

/** A result, the JSON behind it, and the program that makes it. */
export function ResultTabs({ first, selected, onSelect }: ResultTabsProps) {
  const { t } = useWords();
  return (
    <Tabs
      label={t("results.title")}
      onSelect={onSelect}
      panelIdOf={panelIdOf}
      selected={selected}
      tabIdOf={tabIdOf}
      tabs={[
        { id: "result", label: first },
        { id: "json", label: "JSON" },
        { id: "code", label: t("results.tab.code") },
      ]}
    />
  );
}

/** The panels of the tabs behind the first. */
export function AsidePanels({ shown }: { readonly shown: Panel }) {
  const json = useApp(({ run }) => ("json" in run ? run.json : undefined));
  const past = useShownRun();
  return (
    <>
      <Aside id="json" isShown={shown === "json"}>
        <JsonPanel json={json} past={past} />
      </Aside>
      <Aside id="code" isShown={shown === "code"}>
        <CodePanel />
      </Aside>
    </>
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
        <Late fallback={null} missing={<p className="mute">{t("notice.words-unreachable")}</p>}>
          {children}
        </Late>
      )}
    </div>
  );
}

/** Says that this is not the latest result, and leads back to it. */
export function PastNote({ run }: { readonly run: KeptRun }) {
  const { t } = useWords();
  const show = useApp((state) => state.show);
  return (
    <div className="past-note">
      <p>{t("results.past", { number: run.order.number, what: briefOf(run, t) })}</p>
      <button className="chip" onClick={() => show(undefined)} type="button">
        {t("results.latest")}
      </button>
    </div>
  );
}
