import { errorRemedies, sentenceKeyOf } from "../errors.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import type { Run } from "../store/run.ts";
import { useOtherTask } from "./other-task.ts";
import { Remedies } from "./Remedies.tsx";

type FailedRun = Extract<Run, { status: "failed" }>;

/** What happened, why, what to do, and the button that does it. */
export function ErrorCard({ run }: { readonly run: FailedRun }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const { code, message, detail } = run.failure;
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
  const sentence = sentenceKeyOf(run.failure);
  const technical = [message, detail].filter((text) => text !== undefined && text !== "").join("\n\n");

  return (
    <div className="error-card" data-code={code} data-testid="error" role="alert">
      <p className="error-sentence">{t(sentence, values)}</p>
      <p>{t(`${sentence}.remedy`, values)}</p>
      <Remedies remedies={errorRemedies[code]} run={run} />
      <details className="error-details">
        <summary>{t("results.error.detail")}</summary>
        <pre data-testid="error-detail">{`${code}\n${technical}`}</pre>
      </details>
    </div>
  );
}
