import type { Matrix } from "../shared/media.ts";
import css from "./MatrixTable.module.css";
import { decimalText } from "./number.ts";
import parts from "./parts.module.css";
import { type Scale, shareOf } from "./scale.ts";
import type { Speaking } from "./words.ts";

/** A place in a matrix. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A shade above it would leave too little contrast for the number on it, in either theme. */
const deepestShade = 0.5;

interface MatrixTableProps extends Speaking {
  readonly values: Matrix;
  readonly labels: readonly string[];
  readonly scale: Scale;
  readonly cell: Cell | undefined;
  readonly onCell: (cell: Cell | undefined) => void;
  readonly active: number | undefined;
  readonly onPick: (row: number) => void;
}

/** A small matrix as a table: each number stands on its shade. */
export function MatrixTable(props: MatrixTableProps) {
  const { values, labels, scale, cell, onCell, active, onPick, t, locale } = props;
  const indexes = Array.from({ length: values.rows }, (_, index) => index);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={css.box} tabIndex={0} aria-label={t("ui.similarity.caption")}>
      <table className={css.matrix} onPointerLeave={() => onCell(undefined)}>
        <caption className={parts.hidden}>{t("ui.similarity.caption")}</caption>
        <thead>
          <tr>
            <td />
            {indexes.map((column) => (
              <th key={column} scope="col" className={cell?.column === column ? css.marked : undefined}>
                <span aria-hidden="true">{column + 1}</span>
                <span className={parts.hidden}>{labels[column]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indexes.map((row) => (
            <tr key={row}>
              <th scope="row" className={cell?.row === row || active === row ? css.marked : undefined}>
                <button
                  type="button"
                  className={css.pick}
                  aria-pressed={active === row}
                  title={labels[row]}
                  onClick={() => onPick(row)}
                >
                  <span className={parts.num}>{row + 1}</span> <span>{labels[row]}</span>
                </button>
              </th>
              {indexes.map((column) => {
                const value = values.data[row * values.columns + column] ?? 0;
                const shade = Math.round(shareOf(value, scale) * deepestShade * 100);
                return (
                  <td
                    key={column}
                    className={cell?.row === row && cell.column === column ? css.markedCell : undefined}
                    style={{ background: `color-mix(in srgb, var(--s1) ${shade}%, var(--panel))` }}
                    onPointerEnter={() => onCell({ row, column })}
                  >
                    {decimalText(value, locale, 2)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
