import type { ReactNode } from "react";
import css from "./Bars.module.css";
import parts from "./parts.module.css";

export interface BarRow {
  readonly id: string;
  readonly label: ReactNode;
  /** A second, quieter line: synonyms, a hint. */
  readonly note?: string | undefined;
  /** Length of the bar, 0..1; outside it is clipped. */
  readonly share: number;
  /** The number as the reader sees it. */
  readonly text: string;
}

interface BarsProps {
  /** What the table is, for those who do not see it. */
  readonly caption: string;
  readonly labelHead: string;
  readonly valueHead: string;
  readonly rows: readonly BarRow[];
  /** The row whose counterpart elsewhere is under the pointer or has the focus. */
  readonly activeId?: string | undefined;
  readonly onActive?: (id: string | undefined) => void;
}

/** Labelled bars; the picture is itself the table. */
export function Bars({ caption, labelHead, valueHead, rows, activeId, onActive }: BarsProps) {
  return (
    <table className={css.bars}>
      <caption className={parts.hidden}>{caption}</caption>
      <thead className={parts.hidden}>
        <tr>
          <th scope="col">{labelHead}</th>
          <th scope="col">{valueHead}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, note, share, text }) => (
          <tr
            key={id}
            className={`${css.row} ${id === activeId ? css.active : ""}`}
            onPointerEnter={onActive && (() => onActive(id))}
            onPointerLeave={onActive && (() => onActive(undefined))}
          >
            <th scope="row">
              <span className={css.label}>{label}</span>
              {note && <span className={css.note}>{note}</span>}
              <span className={css.track}>
                <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
              </span>
            </th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
