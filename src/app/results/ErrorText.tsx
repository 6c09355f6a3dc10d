import type { ReactNode } from "react";
import type { Failure } from "../../shared/errors.ts";
import { sentenceKeyOf } from "../errors.ts";
import type { MessageValues } from "../i18n/keys.ts";
import { useWords } from "../i18n/words.tsx";

interface ErrorTextProps {
  readonly failure: Failure;
  /** By the names in the sentences of errors. */
  readonly values: MessageValues;
  /** What can be done about it at once. */
  readonly children?: ReactNode;
}

/** What happened, why, and what to do: the same wherever something failed (docs/contract.md). */
export function ErrorText({ failure, values, children }: ErrorTextProps) {
  const { t } = useWords();
  const { code, message, detail } = failure;
  const sentence = sentenceKeyOf(failure);
  const technical = [message, detail].filter((text) => text !== undefined && text !== "").join("\n\n");
  return (
    <div className="error-card" data-code={code} data-testid="error" role="alert">
      <p className="error-sentence">{t(sentence, values)}</p>
      <p>{t(`${sentence}.remedy`, values)}</p>
      {children}
      <details className="error-details">
        <summary>{t("results.error.detail")}</summary>
        <pre data-testid="error-detail">{`${code}\n${technical}`}</pre>
      </details>
    </div>
  );
}
