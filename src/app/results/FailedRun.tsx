import { useWords } from "../i18n/words.tsx";
import type { FailedRun as Failed } from "../store/run.ts";
import { findErrorCard } from "./error-card.ts";

/** What went wrong; by its code alone where the rest cannot be fetched. */
export function FailedRun({ run }: { readonly run: Failed }) {
  const { t } = useWords();
  const ErrorCard = findErrorCard();
  if (ErrorCard) return <ErrorCard run={run} />;
  const { code } = run.failure;
  return (
    <p data-code={code} data-testid="error" role="alert">
      {code}: {t("notice.words-unreachable")}
    </p>
  );
}
