import { lazy, type ReactNode } from "react";
import { OptionRows } from "../form/OptionRows.tsx";
import { useWords } from "../i18n/words.tsx";
import { Late } from "../results/ResultBoundary.tsx";
import { useRunsOfTask } from "../results/runs.ts";
import { CloseIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import css from "./chat.module.css";

const RunStrip = lazy(async () => ({ default: (await import("../results/RunStrip.tsx")).RunStrip }));

interface ChatPanelProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  /** What can be done with the conversation as a whole. */
  readonly children: ReactNode;
}

/** Options and all that is not said in the conversation. Closed, it stays reachable: who gets into it opens it. */
export function ChatPanel({ id, isOpen, onOpen, children }: ChatPanelProps) {
  const { t } = useWords();
  const changed = useApp((state) => Object.keys(state.options[state.task] ?? {}).length);
  const runs = useRunsOfTask();
  return (
    <aside
      aria-label={t("chat.options")}
      className={isOpen ? `card ${css.panel}` : "visually-hidden"}
      id={id}
      onFocus={() => onOpen(true)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && matchMedia("(max-width: 820px)").matches) onOpen(false);
      }}
    >
      <div className={css.panelHead}>
        <h2 className={css.heading}>{t("chat.options")}</h2>
        {changed > 0 && <span className="count num">{t("shell.options.changed", { count: changed })}</span>}
        <span className="spacer" />
        <button
          aria-label={t("chat.options-close")}
          className="tool"
          // Not the focus that opens it again.
          onFocus={(event) => event.stopPropagation()}
          onClick={() => onOpen(false)}
          title={t("chat.options-close")}
          type="button"
        >
          <CloseIcon />
        </button>
      </div>
      <fieldset aria-label={t("chat.options")} className="options-rows">
        <OptionRows />
      </fieldset>
      <h2 className={css.heading}>{t("chat.conversation")}</h2>
      <div className={css.acts}>{children}</div>
      {runs.length > 1 && (
        <Late fallback={null}>
          <h2 className={css.heading}>{t("chat.runs")}</h2>
          <RunStrip />
        </Late>
      )}
    </aside>
  );
}
