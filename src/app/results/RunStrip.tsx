import { durationText } from "../format.ts";
import { useWords } from "../i18n/words.tsx";
import { PinIcon } from "../shell/icons.tsx";
import { useApp } from "../store/context.tsx";
import type { KeptRun } from "../store/run.ts";
import { briefOf, msOf } from "./brief.ts";
import css from "./RunStrip.module.css";
import { useRunsOfTask } from "./runs.ts";

/** The last runs of this visit: one press goes back to a result, one pins it beside another. */
export function RunStrip() {
  const { t } = useWords();
  const runs = useRunsOfTask();
  return (
    <nav aria-label={t("results.runs")} className={css.strip}>
      <ol className={css.list}>
        {runs.map((run) => (
          <Entry key={run.order.number} run={run} />
        ))}
      </ol>
    </nav>
  );
}

function Entry({ run }: { readonly run: KeptRun }) {
  const { t, locale } = useWords();
  const { number } = run.order;
  const latest = useApp((state) => (state.run.status === "done" ? state.run.order.number : undefined));
  const isShown = useApp((state) => (state.shown ?? latest) === number);
  const isPinned = useApp((state) => state.pinned === number);
  const show = useApp((state) => state.show);
  const pin = useApp((state) => state.pin);
  return (
    <li className={css.entry} data-run={number}>
      <button aria-current={isShown ? "true" : undefined} className={css.go} onClick={() => show(run)} type="button">
        <span className={css.number}>{t("results.run", { number })}</span>
        <span className={css.brief}>{briefOf(run, t)}</span>
        <span className="num">{durationText(msOf(run), locale)}</span>
      </button>
      <button
        aria-label={t("results.pin", { number })}
        aria-pressed={isPinned}
        className={css.pin}
        onClick={() => pin(isPinned ? undefined : run)}
        title={t("results.pin", { number })}
        type="button"
      >
        <PinIcon />
      </button>
    </li>
  );
}
