import { errorRemedies } from "../errors.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import type { FailedRun } from "../store/run.ts";
import { ErrorText } from "./ErrorText.tsx";
import { useOtherTask } from "./other-task.ts";
import { Remedies } from "./Remedies.tsx";

/** What happened, why, what to do, and the button that does it. */
export function ErrorCard({ run }: { readonly run: FailedRun }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const other = useOtherTask(run.failure.values?.architecture);
  const { model, device, dtype } = run.order.asked;
  const values = {
    model,
    device,
    dtype: JSON.stringify(dtype).replaceAll('"', ""),
    field: run.field === undefined ? t("results.error.input") : taskWord(`input.${run.field}`),
    ...run.failure.values,
    task: other.name,
  };
  return (
    <ErrorText failure={run.failure} values={values}>
      <Remedies remedies={errorRemedies[run.failure.code]} run={run} />
    </ErrorText>
  );
}
