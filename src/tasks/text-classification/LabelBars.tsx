import { useState } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { scoreText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { ScoresDownload } from "../../ui/ScoresDownload.tsx";
import type { Speaking } from "../../ui/words.ts";
import { bestOf } from "../common/labels/scored.ts";
import type { Key } from "./definition.ts";

interface LabelBarsProps extends Speaking<Key> {
  readonly labels: readonly string[];
  readonly scores: Float32Array | undefined;
  readonly topK: number | null;
  readonly final: boolean;
}

/** A single label says little by itself: that many are seen at once, whatever was asked for. */
const seenAtOnce = 5;

/** Every label of one text. */
export function LabelBars({ labels, scores, topK, final, t, locale }: LabelBarsProps) {
  const [all, setAll] = useState(topK === null);
  if (!scores || scores.length === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
  const best = bestOf(labels, scores, null);
  const few = Math.max(topK ?? 0, seenAtOnce);
  // Logits have no bound: the bars are measured against the largest.
  const full = Math.max(1, ...scores);
  return (
    <div className={parts.column}>
      <Bars
        caption={t("view.caption")}
        labelHead={t("view.label")}
        valueHead={t("view.score")}
        rows={best.slice(0, all ? best.length : few).map(({ label, score }, place) => ({
          id: `${place} ${label}`,
          label,
          share: score / full,
          text: scoreText(score, locale),
        }))}
      />
      {final && (
        <div className={parts.row}>
          {best.length > few && (
            <button type="button" className={parts.chip} aria-pressed={all} onClick={() => setAll(!all)}>
              {all ? t("view.fewer", { count: few }) : t("view.all", { count: best.length })}
            </button>
          )}
          <ScoresDownload label={t("view.download-csv")} name="labels.csv" scores={best} />
        </div>
      )}
    </div>
  );
}
