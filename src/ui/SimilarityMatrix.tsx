import { useMemo, useState } from "react";
import type { Matrix } from "../shared/media.ts";
import { MatrixCanvas } from "./MatrixCanvas.tsx";
import { type Cell, MatrixTable } from "./MatrixTable.tsx";
import { decimalText } from "./number.ts";
import parts from "./parts.module.css";
import css from "./SimilarityMatrix.module.css";
import { scaleOf } from "./scale.ts";
import type { Speaking } from "./words.ts";

/** Up to here every cell has room for its number. */
const tableRows = 12;

interface SimilarityMatrixProps extends Speaking {
  /** Cosine of every row with every other. */
  readonly values: Matrix;
  readonly labels: readonly string[];
  /** Of all rows; where there are more than `values` has, that is said. */
  readonly count: number;
  readonly active: number | undefined;
  readonly onActive: (row: number | undefined) => void;
  readonly chosen: number | undefined;
  readonly onChoose: (row: number) => void;
}

/** How alike all pairs are, at a glance. */
export function SimilarityMatrix(props: SimilarityMatrixProps) {
  const { values, labels, count, active, onActive, chosen, onChoose, t, locale } = props;
  const scale = useMemo(() => scaleOf(values), [values]);
  const [cell, setCell] = useState<Cell>();
  const hover = (next: Cell | undefined) => {
    setCell(next);
    onActive(next?.row);
  };
  const marked = active ?? chosen;
  const shared = { values, labels, scale, cell, onCell: hover, active: marked, onPick: onChoose, t, locale };
  return (
    <div>
      {values.rows <= tableRows ? (
        <MatrixTable {...shared} />
      ) : (
        <MatrixCanvas {...shared} label={t("ui.similarity.caption")} />
      )}
      <p className={css.readout}>
        {cell === undefined ? (
          <span className={css.legend}>
            <span className={parts.num}>{decimalText(scale.low, locale, 2)}</span>
            <span className={css.ramp} />
            <span className={parts.num}>{decimalText(scale.high, locale, 2)}</span>
          </span>
        ) : (
          t("ui.similarity.pair", {
            a: labels[cell.row] ?? cell.row + 1,
            b: labels[cell.column] ?? cell.column + 1,
            score: decimalText(values.data[cell.row * values.columns + cell.column] ?? 0, locale, 4),
          })
        )}
      </p>
      {values.rows < count && <p className={parts.mute}>{t("ui.first-of", { shown: values.rows, count })}</p>}
    </div>
  );
}
