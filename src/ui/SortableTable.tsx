import { type ReactNode, useState } from "react";
import parts from "./parts.module.css";
import css from "./SortableTable.module.css";
import type { Speaking } from "./words.ts";

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** What rows are ordered by; `undefined` goes last in either direction. */
  readonly sortValue: (row: Row) => number | string | undefined;
  /** Numbers stand at the end of their cell and begin with the largest. */
  readonly numeric?: boolean;
}

interface SortableTableProps<Row> extends Speaking {
  /** What the table is, for those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
}

/** More would be many screens and slow to lay out; sorting brings what matters to the top. */
const shownRows = 200;

interface Order {
  readonly id: string;
  readonly descending: boolean;
}

/** A table whose heads sort it. Rows come in their own order until then. */
export function SortableTable<Row>({ caption, columns, rows, keyOf, t }: SortableTableProps<Row>) {
  const [order, setOrder] = useState<Order>();
  const column = columns.find(({ id }) => id === order?.id);
  const sorted = column && order ? sortedBy(rows, column.sortValue, order.descending) : rows;
  const sort = ({ id, numeric = false }: Column<Row>) =>
    setOrder(order?.id === id ? { id, descending: !order.descending } : { id, descending: numeric });
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={caption}>
        <table className={css.table}>
          <caption className={parts.hidden}>{caption}</caption>
          <thead>
            <tr>
              {columns.map((head) => (
                <th
                  key={head.id}
                  scope="col"
                  className={head.numeric ? css.numeric : undefined}
                  aria-sort={order?.id === head.id ? (order.descending ? "descending" : "ascending") : undefined}
                >
                  <button type="button" onClick={() => sort(head)}>
                    {head.head}
                    <span aria-hidden="true" className={css.mark}>
                      {order?.id === head.id ? (order.descending ? "▾" : "▴") : ""}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, shownRows).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ id, numeric, cell }) => (
                  <td key={id} className={numeric ? css.numeric : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shownRows && (
        <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: rows.length })}</p>
      )}
    </>
  );
}

/** Stable, so that rows of equal value keep their order. */
export function sortedBy<Row>(
  rows: readonly Row[],
  valueIn: (row: Row) => number | string | undefined,
  descending: boolean,
): readonly Row[] {
  const sign = descending ? -1 : 1;
  const valued = rows.map((row) => ({ row, value: valueIn(row) }));
  return valued
    .sort(({ value: a }, { value: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      if (typeof a === "number" && typeof b === "number") return sign * (a - b);
      return sign * String(a).localeCompare(String(b));
    })
    .map(({ row }) => row);
}
