import { errorRemedies, type Remedy } from "../errors.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp, useEntries, usePlan } from "../store/context.tsx";
import type { Run } from "../store/run.ts";
import { modelIn } from "../store/selectors.ts";

type FailedRun = Extract<Run, { status: "failed" }>;

/** What happened, why, what to do, and the button that does it. */
export function ErrorCard({ run }: { readonly run: FailedRun }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const { code, message, detail } = run.failure;
  const { model, device, dtype } = run.order.asked;
  const values = {
    model,
    device,
    dtype: JSON.stringify(dtype).replaceAll('"', ""),
    field: run.field === undefined ? "" : taskWord(`input.${run.field}`),
  };
  const technical = [message, detail].filter((text) => text !== undefined && text !== "").join("\n\n");

  return (
    <div className="error-card" data-code={code} data-testid="error" role="alert">
      <p className="error-sentence">{t(`error.${code}`, values)}</p>
      <p>{t(`error.${code}.remedy`, values)}</p>
      <RemedyButtons remedies={errorRemedies[code]} field={run.field} />
      <details className="error-details">
        <summary>{t("results.error.detail")}</summary>
        <pre data-testid="error-detail">{`${code}\n${technical}`}</pre>
      </details>
    </div>
  );
}

interface RemedyButtonsProps {
  readonly remedies: readonly Remedy[];
  readonly field: string | undefined;
}

function RemedyButtons({ remedies, field }: RemedyButtonsProps) {
  const { t } = useWords();
  const { asked } = usePlan();
  const entries = useEntries();
  const hasDtype = useApp((state) => state.dtype !== undefined);
  const model = useApp((state) => modelIn(state).model);
  const badModel = useApp((state) => state.badModel);
  const start = useApp((state) => state.start);
  const setDevice = useApp((state) => state.setDevice);
  const setDtype = useApp((state) => state.setDtype);
  const setModel = useApp((state) => state.setModel);
  const firstModel = entries[0]?.id;

  /** A remedy is offered only where it changes something. */
  const applies: Readonly<Record<Remedy, boolean>> = {
    retry: true,
    "edit-input": field !== undefined,
    "use-wasm": asked.device !== "wasm",
    "use-default-dtype": hasDtype,
    "use-default-model": firstModel !== undefined && (firstModel !== model || badModel !== undefined),
  };

  function apply(remedy: Remedy): void {
    switch (remedy) {
      case "retry":
        void start();
        return;
      case "edit-input":
        document.querySelector<HTMLElement>(`[data-testid="input-${field}"]`)?.focus();
        return;
      case "use-wasm":
        setDevice("wasm");
        return;
      case "use-default-dtype":
        setDtype(undefined);
        return;
      case "use-default-model":
        if (firstModel !== undefined) setModel(firstModel);
    }
  }

  return (
    <div className="error-buttons">
      {remedies
        .filter((remedy) => applies[remedy])
        .map((remedy) => (
          <button className="button" key={remedy} onClick={() => apply(remedy)} type="button">
            {t(`results.remedy.${remedy}`)}
          </button>
        ))}
    </div>
  );
}
