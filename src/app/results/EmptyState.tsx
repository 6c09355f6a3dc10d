import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { definitionIn } from "../store/selectors.ts";
import { Drawing } from "./Drawing.tsx";

/** Before the first result: what will appear, and what to do for it. */
export function EmptyState() {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const modality = useApp((state) => definitionIn(state).modality);
  return (
    <div className="empty">
      <Drawing modality={modality} />
      <p className="empty-summary">{taskWord("summary")}</p>
      <p className="mute">{t("results.empty")}</p>
    </div>
  );
}
