import { durationText } from "../format.ts";
import { type MessageKey, useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import type { KeptRun } from "../store/run.ts";
import css from "./Beside.module.css";
import { briefOf } from "./brief.ts";
import { differencesOf } from "./differences.ts";
import { ResultView } from "./ResultView.tsx";

interface BesideProps {
  readonly run: KeptRun;
  readonly pinned: KeptRun;
}

/** Two results, and above them what was different about their runs. */
export function Beside({ run, pinned }: BesideProps) {
  const { t, locale } = useWords();
  const taskWord = useTaskWords();
  const pin = useApp((state) => state.pin);
  const rows = differencesOf(run, pinned);
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const named = (name: string) => taskWord(names[name] ?? name);
  return (
    <div className={css.beside}>
      <table className={css.differences}>
        <caption className="visually-hidden">{t("results.beside.differences")}</caption>
        <thead>
          <tr>
            <td />
            {[run, pinned].map(({ order: { number } }) => (
              <th key={number} scope="col">
                {t("results.run", { number })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values, isTime }) => (
            <tr key={name}>
              <th scope="row">{named(name)}</th>
              {values.map((value, place) => (
                <td key={place === 0 ? "run" : "pinned"}>
                  {isTime && typeof value === "number" ? durationText(value, locale) : text(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.pair}>
        {[run, pinned].map((one) => (
          <section aria-label={t("results.run", { number: one.order.number })} key={one.order.number}>
            <div className={css.head}>
              <strong>{t("results.run", { number: one.order.number })}</strong>
              <span className="mute">{briefOf(one, t)}</span>
              {one === pinned && (
                <button className="chip" onClick={() => pin(undefined)} type="button">
                  {t("results.unpin")}
                </button>
              )}
            </div>
            <ResultView final isPast order={one.order} result={one.result} />
          </section>
        ))}
      </div>
    </div>
  );
}

const names: Readonly<Partial<Record<string, MessageKey>>> = {
  model: "shell.model",
  revision: "results.beside.revision",
  device: "shell.device",
  dtype: "shell.dtype",
  load: "results.beside.load",
  run: "results.stage.run",
};
