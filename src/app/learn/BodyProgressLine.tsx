import { countText } from "../../ui/number.ts";
import { useWords } from "../i18n/words.tsx";
import type { AskProgress } from "./ask.ts";
import css from "./Learn.module.css";

/** How far a model of the playground is that others learn from: loaded, then read by. */
export function BodyProgressLine({ progress }: { readonly progress: AskProgress | undefined }) {
  const { t, locale } = useWords();
  if (!progress) return null;
  const { phase, done, total } = progress;
  const values = { done: countText(done, locale), total: countText(total ?? done, locale) };
  const megabytes = { done: countText(Math.round(done / 1e6), locale) };
  return (
    <p className={css.progress}>
      <progress aria-label={t("learn.progress")} max={total || undefined} value={total ? done : undefined} />{" "}
      {phase === "loading" ? t("learn.head.loading", megabytes) : t("learn.head.reading", values)}
    </p>
  );
}
