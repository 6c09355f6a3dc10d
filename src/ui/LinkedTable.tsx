import type { ReactNode } from "react";
import css from "./LinkedTable.module.css";
import parts from "./parts.module.css";
import { focusNeighbour } from "./roving.ts";
import type { Linked } from "./SpanText.tsx";

export interface LinkedRow {
  readonly id: string;
  /** What the row is about: the first cell. */
  readonly label: ReactNode;
  readonly cells: readonly ReactNode[];
}

interface LinkedTableProps extends Linked {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly LinkedRow[];
}

/**
 * A table whose rows show their counterpart in a picture or text, and are shown by it. One stop for Tab: the arrows go
 * from row to row.
 */
export function LinkedTable({ caption, heads, rows, activeId, onActive }: LinkedTableProps) {
  const stopId = rows.some(({ id }) => id === activeId) ? activeId : rows[0]?.id;
  return (
    <table className={css.table}>
      <caption className={parts.hidden}>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={(event) => focusNeighbour(event, event.currentTarget.querySelectorAll("th > button"))}>
        {rows.map(({ id, label, cells }) => (
          <tr
            key={id}
            className={css.row}
            data-active={id === activeId}
            onPointerEnter={() => onActive(id)}
            onPointerLeave={() => onActive(undefined)}
          >
            <th scope="row">
              <button
                type="button"
                tabIndex={id === stopId ? 0 : -1}
                className={css.label}
                aria-pressed={id === activeId}
                onFocus={() => onActive(id)}
                onClick={() => onActive(id)}
              >
                {label}
              </button>
            </th>
            {cells.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
