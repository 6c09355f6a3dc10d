import { useId } from "react";
import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { optionsIn } from "../store/selectors.ts";
import css from "./hosted.module.css";
import { useHosted, useHostedTask } from "./use-hosted.ts";

/** The prompt that makes a task of a model that only writes; it can be changed. */
export function PromptField() {
  const { t } = useWords();
  const { hosted, state } = useHosted();
  const taskId = useApp((app) => app.task);
  const id = useId();
  const task = useHostedTask(hosted, taskId);
  // A conversation is the request itself.
  const isUsed = useApp((app) => optionsIn(app).mode !== "chat");
  if (task?.prompt === undefined || !isUsed) return null;
  const changed = state.prompts[taskId];
  return (
    <details className={css.prompt}>
      <summary>{t("hosted.prompt")}</summary>
      <textarea
        aria-describedby={`${id}-hint`}
        aria-label={t("hosted.prompt")}
        className={css.input}
        data-testid="hosted-prompt"
        onChange={(event) => hosted.setPrompt(taskId, event.currentTarget.value)}
        rows={7}
        value={changed ?? task.prompt}
      />
      <div className={css.row}>
        <p className={css.hint} id={`${id}-hint`}>
          {t("hosted.prompt.hint")}
        </p>
        {changed !== undefined && (
          <button className="chip" onClick={() => hosted.setPrompt(taskId, undefined)} type="button">
            {t("hosted.prompt.reset")}
          </button>
        )}
      </div>
    </details>
  );
}
