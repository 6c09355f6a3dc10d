import { lazy, Suspense } from "react";
import { useWords } from "../i18n/words.tsx";
import type { Run } from "../store/run.ts";
import { ResultBoundary } from "./ResultBoundary.tsx";

/** Fetched with the words of errors (`page.ts`), so that it is there once a run has failed. */
const ErrorCard = lazy(async () => ({ default: (await import("./ErrorCard.tsx")).ErrorCard }));

interface FailedRunProps {
  readonly run: Extract<Run, { status: "failed" }>;
}

/** What went wrong; by its code alone where the rest cannot be fetched. */
export function FailedRun({ run }: FailedRunProps) {
  const { t } = useWords();
  const { code } = run.failure;
  const bare = (
    <p data-code={code} data-testid="error" role="alert">
      {code}: {t("notice.words-unreachable")}
    </p>
  );
  return (
    <ResultBoundary fallback={bare} key={run.order.number}>
      <Suspense fallback={null}>
        <ErrorCard run={run} />
      </Suspense>
    </ResultBoundary>
  );
}
