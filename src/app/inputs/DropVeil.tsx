import { useWords } from "../i18n/words.tsx";
import css from "./DropVeil.module.css";

/** Lies over the page while a file is being dragged: wherever it is let go, it is taken. */
export function DropVeil() {
  const { t } = useWords();
  return (
    <div className={css.veil}>
      <p className={css.words}>{t("inputs.drop-now")}</p>
    </div>
  );
}
