import { errorRemedies } from "../errors.ts";
import { useTaskTitle, useTaskWords, useWords } from "../i18n/words.tsx";
import type { Run } from "../store/run.ts";
import { Remedies } from "./Remedies.tsx";
import { findTaskFor } from "./remedies.ts";

type FailedRun = Extract<Run, { status: "failed" }>;

/** What happened, why, what to do, and the button that does it. */
export function ErrorCard({ run }: { readonly run: FailedRun }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const title = useTaskTitle();
  const { code, message, detail, reason } = run.failure;
  const { architecture } = run.failure.values ?? {};
  const other = architecture === undefined ? undefined : findTaskFor(architecture);
  const { model, device, dtype } = run.order.asked;
  const values = {
    model,
    device,
    dtype: JSON.stringify(dtype).replaceAll('"', ""),
    field: run.field === undefined ? t("results.error.input") : taskWord(`input.${run.field}`),
    ...run.failure.values,
    task: other === undefined ? t("results.error.no-task") : title(other),
  };
  const sentence = reason === undefined ? (`error.${code}` as const) : (`error.because.${reason}` as const);
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
