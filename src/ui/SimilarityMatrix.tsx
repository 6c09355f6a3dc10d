import { useMemo, useState } from "react";
import { type Matrix, rowOf } from "../shared/media.ts";
import { Bars } from "./Bars.tsx";
import { similaritiesOf } from "./cosine.ts";
import { MatrixCanvas } from "./MatrixCanvas.tsx";
import { type Cell, MatrixTable } from "./MatrixTable.tsx";
import { decimalText } from "./number.ts";
import parts from "./parts.module.css";
import css from "./SimilarityMatrix.module.css";
import { scaleOf, shareOf } from "./scale.ts";
import type { Speaking } from "./words.ts";

/** Up to here every cell has room for its number. */
const tableRows = 12;
const canvasRows = 200;
const neighbourRows = 12;

interface SimilarityMatrixProps extends Speaking {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  readonly active: number | undefined;
  readonly onActive: (row: number | undefined) => void;
}

/** How alike the rows are (cosine): all pairs at a glance, and for one of them the others in order. */
export function SimilarityMatrix({ vectors, labels, active, onActive, t, locale }: SimilarityMatrixProps) {
  const { data, rows, columns } = vectors;
  const values = useMemo(() => similaritiesOf({ data, rows, columns }, canvasRows), [data, rows, columns]);
  const scale = useMemo(() => scaleOf(values), [values]);
  const [cell, setCell] = useState<Cell>();
  const [picked, setPicked] = useState(0);
  const row = Math.min(picked, values.rows - 1);
  const hover = (next: Cell | undefined) => {
    setCell(next);
    onActive(next?.row);
  };
  const shared = { values, labels, scale, cell, onCell: hover, active: active ?? row, onPick: setPicked, t, locale };
  const neighbours = Array.from(rowOf(values, row), (value, index) => ({ value, index }))
    .filter(({ index }) => index !== row)
    .sort((a, b) => b.value - a.value)
    .slice(0, neighbourRows);
  return (
    <div className={css.layout}>
      <div>
        {values.rows <= tableRows ? <MatrixTable {...shared} /> : <MatrixCanvas {...shared} />}
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
        {values.rows < rows && <p className={parts.mute}>{t("ui.first-of", { shown: values.rows, count: rows })}</p>}
      </div>
      <div>
        <label className={css.nearest}>
          <span className={parts.mute}>{t("ui.similarity.nearest")}</span>
          <select value={row} onChange={(event) => setPicked(Number(event.currentTarget.value))}>
            {Array.from({ length: values.rows }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two texts may be the same
              <option key={index} value={index}>
                {index + 1} {labels[index]?.slice(0, 60)}
              </option>
            ))}
          </select>
        </label>
        <Bars
          caption={t("ui.similarity.nearest-caption", { text: labels[row] ?? row + 1 })}
          labelHead={t("ui.text")}
          valueHead={t("ui.similarity.cosine")}
          activeId={cell?.row === row ? String(cell.column) : active === undefined ? undefined : String(active)}
          onActive={(id) => hover(id === undefined ? undefined : { row, column: Number(id) })}
          rows={neighbours.map(({ value, index }) => ({
            id: String(index),
            label: labels[index] ?? index + 1,
            share: shareOf(value, scale),
            text: decimalText(value, locale, 3),
          }))}
        />
      </div>
    </div>
  );
}
