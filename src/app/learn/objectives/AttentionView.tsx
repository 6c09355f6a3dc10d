import { useState } from "react";
import type { AttentionLayer, Guesses } from "../../../tasks/common/text/guesses.ts";
import { percentText } from "../../../ui/number.ts";
import { visibleText } from "../../../ui/token.ts";
import { useWords } from "../../i18n/words.tsx";
import css from "../Learn.module.css";
import own from "./Objectives.module.css";

interface AttentionViewProps {
  readonly read: Guesses;
  /** The place that looks. */
  readonly from: number;
}

/** Where the place that makes the guess looks, in a head of a real run; said to be missing where the graph has none. */
export function AttentionView({ read: { attention, tokens }, from }: AttentionViewProps) {
  const { t, locale } = useWords();
  const [picked, setPicked] = useState("0 0");
  if (attention.length === 0) return <p className={css.hint}>{t("learn.objectives.attention.none")}</p>;
  const heads = attention.flatMap(({ heads }, layer) =>
    Array.from({ length: heads }, (_, head) => ({ layer, head, key: `${layer} ${head}` })),
  );
  const shown = heads.find(({ key }) => key === picked) ?? heads[0];
  const shares = shown && from >= 0 ? rowIn(attention[shown.layer], shown.head, from, tokens.length) : [];
  return (
    <details className={own.attention}>
      <summary>{t("learn.objectives.attention")}</summary>
      <p className={css.hint}>{t("learn.objectives.attention.hint")}</p>
      <label className={own.head}>
        {t("learn.objectives.attention.head")}
        <select className="control" onChange={({ target }) => setPicked(target.value)} value={shown?.key}>
          {heads.map(({ key, layer, head }) => (
            <option key={key} value={key}>
              {t("learn.objectives.attention.option", { layer: layer + 1, head: head + 1 })}
            </option>
          ))}
        </select>
      </label>
      <ol className={css.tokens}>
        {shares.map((share, place) => (
          <li
            className={css.token}
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
            key={place}
            style={{ background: `color-mix(in srgb, var(--s2) ${Math.round(share * 70)}%, var(--soft))` }}
          >
            <span>{visibleText(tokens[place]?.text ?? "")}</span>
            <small className={own.share}>{percentText(share, locale)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}

function rowIn(layer: AttentionLayer | undefined, head: number, from: number, tokens: number): readonly number[] {
  const start = (head * tokens + from) * tokens;
  return [...(layer?.weights.subarray(start, start + tokens) ?? [])];
}
