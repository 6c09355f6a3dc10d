import { useState } from "react";
import { type Matrix, rowOf } from "../shared/media.ts";
import parts from "./parts.module.css";
import css from "./table.module.css";
import type { Speaking } from "./words.ts";

interface VectorTableProps extends Speaking {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
}

/** The numbers of one vector at a time: a table of all of them would be too large to read or to draw. */
export function VectorTable({ vectors, labels, t, locale }: VectorTableProps) {
  const [open, setOpen] = useState(false);
  const [row, setRow] = useState(0);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 6, maximumFractionDigits: 6 });
  return (
    <details className={parts.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("ui.table-show")}</summary>
      {open && (
        <>
          <select
            className={css.select}
            aria-label={t("ui.choose-row")}
            value={row}
            onChange={(event) => setRow(Number(event.currentTarget.value))}
          >
            {Array.from({ length: vectors.rows }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two texts may be the same
              <option key={index} value={index}>
                {index + 1} {labels[index]?.slice(0, 60)}
              </option>
            ))}
          </select>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
          <section className={parts.scroll} tabIndex={0} aria-label={t("ui.table")}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t("ui.vector.dimension")}</th>
                  <th scope="col">{t("ui.vector.value")}</th>
                </tr>
              </thead>
              <tbody>
                {Array.from(rowOf(vectors, row), (value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its place
                  <tr key={index}>
                    <th scope="row">{index}</th>
                    <td>{format.format(value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </details>
  );
}
