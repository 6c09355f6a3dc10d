import { type ReactNode, useRef, useState } from "react";
import parts from "./parts.module.css";
import { focusNeighbour } from "./roving.ts";
import css from "./SortableTable.module.css";
import type { Linked } from "./SpanText.tsx";
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
  /**
   * Rows show their counterpart in a picture or text, and are shown by it; their keys are its ids. The first cell is then
   * a button, and all of them one stop for Tab: the arrows go from row to row.
   */
  readonly linked?: LinkedAndChosen;
}

interface LinkedAndChosen extends Linked {
  /** Where a row can be chosen, and stays so when the pointer is gone: by a click, or by the focus of a keyboard. */
  readonly onChoose?: (id: string) => void;
}

/** More would be many screens and slow to lay out; sorting brings what matters to the top. */
const shownRows = 200;

interface Order {
  readonly id: string;
  readonly descending: boolean;
}

/** A table whose heads sort it. Rows come in their own order until then. */
export function SortableTable<Row>({ caption, columns, rows, keyOf, linked, t }: SortableTableProps<Row>) {
  const [order, setOrder] = useState<Order>();
  const column = columns.find(({ id }) => id === order?.id);
  const sorted = column && order ? sortedBy(rows, column.sortValue, order.descending) : rows;
  const shown = sorted.slice(0, shownRows);
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
          {linked ? (
            <LinkedRows columns={columns} keyOf={keyOf} rows={shown} {...linked} />
          ) : (
            <tbody>
              {shown.map((row) => (
                <tr key={keyOf(row)}>
                  <Cells columns={columns} row={row} />
                </tr>
              ))}
            </tbody>
          )}
        </table>
      </section>
      {rows.length > shownRows && (
        <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: rows.length })}</p>
      )}
    </>
  );
}

type RowsProps<Row> = Pick<SortableTableProps<Row>, "columns" | "rows" | "keyOf">;

function LinkedRows<Row>({ columns, rows, keyOf, activeId, onActive, onChoose }: RowsProps<Row> & LinkedAndChosen) {
  /** The row that the keyboard stands on: the pointer may pass over others and leave. */
  const focusedId = useRef<string>(undefined);
  const [first, ...others] = columns;
  const ids = rows.map((row) => String(keyOf(row)));
  const stopId = ids.find((id) => id === activeId) ?? ids[0];
  return (
    <tbody onKeyDown={(event) => focusNeighbour(event, event.currentTarget.querySelectorAll("th > button"))}>
      {rows.map((row) => {
        const id = String(keyOf(row));
        return (
          <tr
            key={id}
            data-active={id === activeId}
            onPointerEnter={() => onActive(id)}
            onPointerLeave={() => onActive(focusedId.current)}
          >
            <th scope="row">
              <button
                type="button"
                tabIndex={id === stopId ? 0 : -1}
                className={css.label}
                aria-pressed={id === activeId}
                onFocus={() => {
                  focusedId.current = id;
                  onActive(id);
                  onChoose?.(id);
                }}
                onBlur={() => {
                  focusedId.current = undefined;
                }}
                onClick={() => {
                  onActive(id);
                  onChoose?.(id);
                }}
              >
                {first?.cell(row)}
              </button>
            </th>
            <Cells columns={others} row={row} />
          </tr>
        );
      })}
    </tbody>
  );
}

function Cells<Row>({ columns, row }: { readonly columns: readonly Column<Row>[]; readonly row: Row }) {
  return columns.map(({ id, numeric, cell }) => (
    <td key={id} className={numeric ? css.numeric : undefined}>
      {cell(row)}
    </td>
  ));
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
