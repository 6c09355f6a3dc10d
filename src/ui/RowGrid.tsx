import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
} from "react";
import parts from "./parts.module.css";
import css from "./RowGrid.module.css";

export interface GridColumn {
  readonly id: string;
  readonly head: string;
  /** Of the column, in CSS; left out, it takes what the others leave. */
  readonly width?: string;
  readonly isNumber?: boolean;
  /** Left out of sight where the table is narrow. */
  readonly isExtra?: boolean;
}

interface RowGridProps {
  readonly caption: string;
  readonly columns: readonly GridColumn[];
  /** What stands in each line, by whatever numbers the caller knows its rows. */
  readonly rows: ArrayLike<number>;
  readonly cell: (row: number, column: string, line: number) => ReactNode;
  readonly rowHeight?: number;
  readonly active?: number | undefined;
  readonly chosen?: number | undefined;
  readonly onActive?: (row: number | undefined) => void;
  readonly onChoose?: (row: number) => void;
}

const pageLines = 8;
const shownLines = 9;

/**
 * A table of any length of which only what is in view is in the page. One stop for Tab; the arrows, Page up and down,
 * Home and End move the choice.
 */
export function RowGrid(props: RowGridProps) {
  const { caption, columns, rows, cell, rowHeight = 36, active, chosen, onActive, onChoose } = props;
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    initialRect: { width: 600, height: shownLines * rowHeight },
  });
  const line = lineOf(rows, chosen);
  useEffect(() => {
    if (line >= 0) virtualizer.scrollToIndex(line, { align: "auto" });
  }, [line, virtualizer]);

  function move(event: KeyboardEvent): void {
    const to = targetOf(event.key, line, rows.length);
    const row = to === undefined ? undefined : rows[to];
    if (row === undefined) return;
    event.preventDefault();
    onChoose?.(row);
  }

  const rowAt = (event: PointerEvent | MouseEvent): number | undefined => {
    const marked = event.target instanceof Element ? event.target.closest("tr[data-line]") : null;
    const at = marked instanceof HTMLElement ? Number(marked.dataset.line) : -1;
    return rows[at];
  };
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={box} className={css.box} style={{ maxHeight: (shownLines + 1) * rowHeight }}>
      <div style={{ paddingBlock: `${before}px ${after}px` }}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is a grid
          role="grid"
          tabIndex={0}
          aria-label={caption}
          aria-rowcount={rows.length + 1}
          aria-activedescendant={line >= 0 ? `${id}${line}` : undefined}
          className={css.grid}
          onKeyDown={move}
          onPointerOver={(event) => onActive?.(rowAt(event))}
          onPointerLeave={() => onActive?.(undefined)}
          onClick={(event) => {
            const row = rowAt(event);
            if (row !== undefined) onChoose?.(row);
          }}
        >
          <colgroup>
            {columns.map(({ id: column, width, isExtra }) => (
              <col key={column} className={isExtra ? css.extra : undefined} style={{ width }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ id: column, head, ...kind }) => (
                <th key={column} scope="col" className={classOf(kind)}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ index }) => {
              const row = rows[index] ?? 0;
              const marks = [index % 2 === 1 && css.odd, row === active && css.active].filter(Boolean).join(" ");
              return (
                <tr
                  key={index}
                  id={`${id}${index}`}
                  data-line={index}
                  aria-rowindex={index + 2}
                  aria-selected={row === chosen}
                  className={marks}
                  style={{ height: rowHeight }}
                >
                  {columns.map(({ id: column, ...kind }) => (
                    <td key={column} className={`${classOf(kind)} ${kind.isNumber ? parts.num : ""}`}>
                      {cell(row, column, index)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function classOf({ isNumber, isExtra }: Pick<GridColumn, "isNumber" | "isExtra">): string {
  return [isNumber && css.number, isExtra && css.extra].filter(Boolean).join(" ");
}

function lineOf(rows: ArrayLike<number>, row: number | undefined): number {
  if (row === undefined) return -1;
  // Most often the rows are numbered from 0 and stand in their order.
  if (rows[row] === row) return row;
  for (let line = 0; line < rows.length; line++) if (rows[line] === row) return line;
  return -1;
}

/** The line that a key leads to. */
function targetOf(key: string, line: number, count: number): number | undefined {
  const within = (target: number) => Math.max(0, Math.min(count - 1, target));
  switch (key) {
    case "ArrowDown":
      return within(line + 1);
    case "ArrowUp":
      return within(line - 1);
    case "PageDown":
      return within(line + pageLines);
    case "PageUp":
      return within(line - pageLines);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
