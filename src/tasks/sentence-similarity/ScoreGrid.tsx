import { useState } from "react";
import { decimalText } from "../../ui/number.ts";
import { RowGrid } from "../../ui/RowGrid.tsx";
import type { Speaking } from "../../ui/words.ts";
import type { Key } from "./definition.ts";
import type { Ranked } from "./rank.ts";
import css from "./visualizer.module.css";

interface ScoreGridProps extends Speaking<Key> {
  readonly caption: string;
  readonly rows: readonly Ranked[];
  /** Of each row: how long its bar is, 0 to 1. */
  readonly shares: readonly number[];
}

/** Thousands of scores; only those in view are in the page. */
export function ScoreGrid({ caption, rows, shares, t, locale }: ScoreGridProps) {
  const [chosen, setChosen] = useState<number>();
  return (
    <RowGrid
      caption={caption}
      columns={[
        { id: "rank", head: t("view.rank"), width: "64px", isNumber: true },
        { id: "sentence", head: t("view.sentence") },
        { id: "bar", head: "", width: "24%", isExtra: true },
        { id: "score", head: t("view.score"), width: "140px", isNumber: true },
      ]}
      rows={Uint32Array.from(rows.keys())}
      chosen={chosen}
      onChoose={setChosen}
      cell={(line, column) => {
        const { rank, sentence, score } = rows[line] ?? { rank: 0, sentence: "", score: 0 };
        if (column === "rank") return rank;
        if (column === "score") return decimalText(score, locale, 3);
        if (column === "sentence") return <span title={sentence}>{sentence}</span>;
        return (
          <span className={css.track}>
            <span style={{ width: `${Math.max(0, Math.min(1, shares[line] ?? 0)) * 100}%` }} />
          </span>
        );
      }}
    />
  );
}
