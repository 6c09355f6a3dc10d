import { useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { preflightIn } from "../store/preflight.ts";
import { modelIn } from "../store/selectors.ts";
import { useOtherTask } from "./other-task.ts";

/** What would be wrong with a run of the model on screen, while none has told. */
export function PreflightNotice() {
  const { t } = useWords();
  const problem = useApp(preflightIn);
  const isIdle = useApp(({ run }) => run.status === "idle");
  const model = useApp((state) => modelIn(state).model);
  const revision = useApp((state) => modelIn(state).revision);
  const other = useOtherTask(problem?.values.architecture);
  if (!problem || !isIdle) return null;
  const { reason, values } = problem;
  const said = { ...values, task: other.name };
  const offer = other.offer({ model, revision });
  return (
    <div className="notice" data-code="model-unsupported" data-testid="notice" role="status">
      <p>
        {t(`error.because.${reason}`, said)} {t(`error.because.${reason}.remedy`, said)}
      </p>
      {offer && (
        <button className="chip" onClick={offer.apply} type="button">
          {offer.label}
        </button>
      )}
    </div>
  );
}
