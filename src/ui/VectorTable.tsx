import { useState } from "react";
import parts from "./parts.module.css";
import css from "./table.module.css";
import type { Speaking } from "./words.ts";

interface VectorTableProps extends Speaking {
  readonly values: Float32Array;
}

/** The numbers of one vector: a table of all vectors would be too large to read or to draw. */
export function VectorTable({ values, t, locale }: VectorTableProps) {
  const [open, setOpen] = useState(false);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 6, maximumFractionDigits: 6 });
  return (
    <details className={parts.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("ui.table-show")}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        <section className={parts.scroll} tabIndex={0} aria-label={t("ui.table")}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t("ui.vector.dimension")}</th>
                <th scope="col">{t("ui.vector.value")}</th>
              </tr>
            </thead>
            <tbody>
              {Array.from(values, (value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its place
                <tr key={index}>
                  <th scope="row">{index}</th>
                  <td>{format.format(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
