import { useMemo, useState } from "react";
import type { Attention } from "../../learn/verbs.ts";
import { MatrixCanvas } from "../../ui/MatrixCanvas.tsx";
import type { Cell } from "../../ui/MatrixTable.tsx";
import { countText, percentText } from "../../ui/number.ts";
import { visibleText } from "../../ui/token.ts";
import { useWords } from "../i18n/words.tsx";
import { firstHead, HeadChoice, Shares, sharesFrom } from "./Heads.tsx";
import css from "./Learn.module.css";

/** A head that looks evenly at half a line of tokens is hardly seen; one that looks at two of them has all the ink. */
const scale = { low: 0, high: 0.5 } as const;

interface AttentionMapProps {
  readonly attention: Attention;
  readonly step: number;
}

/** What each token of a row looks at, in one head, after a step: all of it as a picture, one line of it in numbers. */
export function AttentionMap({ attention: { tokens, layers, first }, step }: AttentionMapProps) {
  const { t, locale } = useWords();
  const [picked, setPicked] = useState(firstHead);
  const [cell, setCell] = useState<Cell>();
  const [chosen, setChosen] = useState<number>();
  const head = picked.head < (layers[picked.layer]?.heads ?? 0) ? picked : firstHead;
  const count = tokens.length;
  const values = useMemo(() => {
    const start = head.head * count * count;
    const data = layers[head.layer]?.weights.subarray(start, start + count * count) ?? new Float32Array();
    return { data, rows: count, columns: count };
  }, [layers, head, count]);
  const from = Math.min(chosen ?? first, count - 1);
  const word = (place: number) => visibleText(tokens[place] ?? "");
  return (
    <div>
      <h3>{t("learn.attention", { step: countText(step, locale) })}</h3>
      <p className={css.hint}>{t("learn.attention.hint")}</p>
      <div className={css.attention}>
        <MatrixCanvas
          active={from}
          cell={cell}
          label={t("learn.attention.map")}
          onCell={setCell}
          onPick={setChosen}
          scale={scale}
          values={values}
        />
        <div>
          <HeadChoice layers={layers} onChange={setPicked} value={head} />
          <label className={css.head}>
            {t("learn.attention.from")}
            <input
              aria-valuetext={word(from)}
              max={count - 1}
              min={0}
              onChange={({ target }) => setChosen(target.valueAsNumber)}
              type="range"
              value={from}
            />
            <b>{word(from)}</b>
          </label>
          <Shares shares={sharesFrom(layers, head, from, count)} tokens={tokens} />
          {cell && (
            <p className={css.hint}>
              {t("learn.attention.pair", {
                from: word(cell.row),
                to: word(cell.column),
                share: percentText(values.data[cell.row * count + cell.column] ?? 0, locale),
              })}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
