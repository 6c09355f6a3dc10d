import { useTaskTitle, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { preflightIn } from "../store/preflight.ts";
import { modelIn } from "../store/selectors.ts";
import { findTaskFor } from "./remedies.ts";

/** What would be wrong with a run of the model on screen, while none has told. */
export function PreflightNotice() {
  const { t } = useWords();
  const title = useTaskTitle();
  const problem = useApp(preflightIn);
  const isIdle = useApp(({ run }) => run.status === "idle");
  const revision = useApp((state) => modelIn(state).revision);
  const setTask = useApp((state) => state.setTask);
  const setModel = useApp((state) => state.setModel);
  if (!problem || !isIdle) return null;
  const { reason, values } = problem;
  const { architecture, model } = values;
  const other = architecture === undefined ? undefined : findTaskFor(architecture);
  const said = { ...values, task: other === undefined ? t("results.error.no-task") : title(other) };
  return (
    <div className="notice" data-code="model-unsupported" data-testid="notice" role="status">
      <p>
        {t(`error.because.${reason}`, said)} {t(`error.because.${reason}.remedy`, said)}
      </p>
      {other && (
        <button
          className="chip"
          onClick={() => void setTask(other).then(() => setModel(`${model}@${revision}`))}
          type="button"
        >
          {t("results.remedy.use-other-task", { task: title(other) })}
        </button>
      )}
    </div>
  );
}
