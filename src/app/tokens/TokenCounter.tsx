import { useState } from "react";
import parts from "../../ui/parts.module.css";
import type { TokenCount, TokensSubject } from "../../workers/verbs/tokens.ts";
import { bytesText } from "../format.ts";
import { useTaskWords, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { planIn } from "../store/selectors.ts";
import { useCounting } from "./counting.ts";
import { TokenList } from "./TokenList.tsx";

/** The count, live, and the tokens. */
export function TokenCounter({ subject }: { readonly subject: TokensSubject | undefined }) {
  const { t } = useWords();
  const taskWord = useTaskWords();
  const { model } = useApp(planIn).actual;
  const [attempt, setAttempt] = useState(0);
  const counting = useCounting(subject, attempt);
  const again = (
    <button type="button" className={parts.chip} onClick={() => setAttempt(attempt + 1)}>
      {t("inputs.tokens-again")}
    </button>
  );
  switch (counting.status) {
    case "idle":
      return <p className={parts.mute}>{t("inputs.tokens-none")}</p>;
    case "stopped":
      return (
        <p className={parts.row}>
          {t("inputs.tokens-stopped")} {again}
        </p>
      );
    case "failed":
      return (
        <p className={parts.row} role="alert" data-code={counting.failure.code}>
          {t("inputs.tokens-failed")}{" "}
          {taskWord(`error.${counting.failure.code}`, { model, field: "", device: "", dtype: "" })}
          {again}
        </p>
      );
    case "counted":
      return <Counted count={counting.count} />;
    case "counting":
      if (counting.before) return <Counted count={counting.before} />;
      return (
        <p className={parts.row}>
          {t("inputs.tokens-loading", { size: bytesText(counting.loadedBytes) })}
          <button type="button" className={parts.chip} onClick={counting.stop}>
            {t("inputs.tokens-stop")}
          </button>
        </p>
      );
  }
}

function Counted({ count: { counts, maxLength, tokens } }: { readonly count: TokenCount }) {
  const { t } = useWords();
  const longest = Math.max(...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const isOver = maxLength !== null && longest > maxLength;
  return (
    <>
      <p className={parts.mute} aria-live="polite" data-testid="token-count" data-count={longest}>
        {counts.length === 1
          ? maxLength === null
            ? t("inputs.tokens-count", { count: total })
            : t("inputs.tokens-count-of", { count: total, max: maxLength })
          : maxLength === null
            ? t("inputs.tokens-lines", { lines: counts.length, count: total, longest })
            : t("inputs.tokens-lines-of", { lines: counts.length, count: total, longest, max: maxLength })}
        {isOver && ` ${t("inputs.tokens-over")}`}
      </p>
      <TokenList tokens={tokens} total={total} />
    </>
  );
}
