import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { LearnIcon } from "./icons.tsx";

/** To the screens where a network learns, and back again. */
export function LearnButton() {
  const { t } = useWords();
  const learn = useApp((state) => state.learn);
  const setLearn = useApp((state) => state.setLearn);
  const label = t("shell.learn");
  return (
    <button
      aria-current={learn ? "page" : undefined}
      aria-label={label}
      className="tool"
      data-testid="learn-button"
      // Not by the address: while a task runs, that is not followed.
      onClick={() => setLearn(learn ? undefined : "pretrain")}
      title={label}
      type="button"
    >
      <LearnIcon />
    </button>
  );
}
