import type { ReactNode } from "react";
import { useWords } from "../i18n/words.tsx";
import css from "./Learn.module.css";

interface LearnColumnsProps {
  /** Names of the two, where they are not settings and progress. */
  readonly labels?: { readonly settings: string; readonly progress: string };
  readonly form: ReactNode;
  readonly bar: ReactNode;
  /** What is told outside the page (docs/contract.md). */
  readonly outside: unknown;
  readonly children: ReactNode;
}

/** What every screen of learning looks like: settings with their buttons beside what comes of them. */
export function LearnColumns({ labels, form, bar, outside, children }: LearnColumnsProps) {
  const { t } = useWords();
  return (
    <div className={css.columns}>
      <section aria-label={labels?.settings ?? t("learn.settings")} className="card">
        <div className="card-body">{form}</div>
        {bar}
      </section>
      <section aria-label={labels?.progress ?? t("learn.progress")} className="card">
        <div className={`card-body ${css.views}`}>{children}</div>
        <script data-testid="train-json" type="application/json">
          {JSON.stringify(outside)}
        </script>
      </section>
    </div>
  );
}
