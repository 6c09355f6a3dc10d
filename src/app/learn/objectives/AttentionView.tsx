import { useState } from "react";
import type { Guesses } from "../../../tasks/common/text/guesses.ts";
import { useWords } from "../../i18n/words.tsx";
import { firstHead, HeadChoice, Shares, sharesFrom } from "../Heads.tsx";
import css from "../Learn.module.css";
import own from "./Objectives.module.css";

interface AttentionViewProps {
  readonly read: Guesses;
  /** The place that looks. */
  readonly from: number;
}

/** Where the place that makes the guess looks, in a head of a real run; said to be missing where the graph has none. */
export function AttentionView({ read: { attention, tokens }, from }: AttentionViewProps) {
  const { t } = useWords();
  const [picked, setPicked] = useState(firstHead);
  if (attention.length === 0) return <p className={css.hint}>{t("learn.objectives.attention.none")}</p>;
  // Another model may have fewer of them.
  const head = picked.head < (attention[picked.layer]?.heads ?? 0) ? picked : firstHead;
  return (
    <details className={own.attention}>
      <summary>{t("learn.objectives.attention")}</summary>
      <p className={css.hint}>{t("learn.objectives.attention.hint")}</p>
      <HeadChoice layers={attention} onChange={setPicked} value={head} />
      {from >= 0 && (
        <Shares shares={sharesFrom(attention, head, from, tokens.length)} tokens={tokens.map(({ text }) => text)} />
      )}
    </details>
  );
}
