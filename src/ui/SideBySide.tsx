import type { ReactNode } from "react";
import css from "./SideBySide.module.css";

interface SideBySideRow {
  readonly id: string;
  readonly source: string;
  readonly target: ReactNode;
  readonly isBusy: boolean;
}

interface SideBySideProps {
  /** What the table holds, for screen readers. */
  readonly caption: string;
  readonly sourceHead: string;
  readonly targetHead: string;
  readonly rows: readonly SideBySideRow[];
}

/** Texts and what was made of them, row by row; on a narrow screen one below the other. */
export function SideBySide({ caption, sourceHead, targetHead, rows }: SideBySideProps) {
  return (
    <table className={css.table}>
      <caption className={css.caption}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{sourceHead}</th>
          <th scope="col">{targetHead}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, source, target, isBusy }) => (
          <tr key={id}>
            <td className={css.source}>{source}</td>
            <td className={css.target} aria-busy={isBusy}>
              {target}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
