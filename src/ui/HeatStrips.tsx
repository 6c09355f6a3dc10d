import { useState } from "react";
import { type Matrix, rowOf } from "../shared/media.ts";
import { peakOf } from "./cosine.ts";
import css from "./HeatStrips.module.css";
import { decimalText } from "./number.ts";
import parts from "./parts.module.css";
import { VectorStrip } from "./VectorStrip.tsx";
import type { Speaking } from "./words.ts";

interface HeatStripsProps extends Speaking {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  /** Rows beyond it are not drawn; the table and the downloads have them all. */
  readonly limit: number;
  readonly active: number | undefined;
  readonly onActive: (row: number | undefined) => void;
}

/** Vectors under each other on one scale, so that equal dimensions stand in one column. */
export function HeatStrips({ vectors, labels, limit, active, onActive, t, locale }: HeatStripsProps) {
  const [dimension, setDimension] = useState<number>();
  const shown = Math.min(vectors.rows, limit);
  const peak = peakOf(vectors.data);
  return (
    <div>
      <ul className={css.strips}>
        {Array.from({ length: shown }, (_, row) => {
          const values = rowOf(vectors, row);
          const value = dimension === undefined ? undefined : values[dimension];
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two texts may be the same
              key={row}
              className={row === active ? css.active : undefined}
              onPointerEnter={() => onActive(row)}
              onPointerLeave={() => onActive(undefined)}
            >
              <span className={css.head}>
                <span className={css.label}>
                  <span className={parts.num}>{row + 1}</span> {labels[row]}
                </span>
                <span className={parts.num}>
                  {value !== undefined && dimension !== undefined
                    ? `[${dimension}] ${decimalText(value, locale, 4)}`
                    : ""}
                </span>
              </span>
              <VectorStrip
                values={values}
                peak={peak}
                label={t("ui.vector.label", { text: labels[row] ?? String(row + 1), count: vectors.columns })}
                dimension={dimension}
                onDimension={setDimension}
              />
            </li>
          );
        })}
      </ul>
      <p className={parts.mute}>
        {t("ui.vector.legend", { peak: decimalText(peak, locale, 3) })}
        {shown < vectors.rows && ` ${t("ui.first-of", { shown, count: vectors.rows })}`}
      </p>
    </div>
  );
}
