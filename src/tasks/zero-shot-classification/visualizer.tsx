import { useMemo } from "react";
import { softmax } from "../../shared/generation/sampling.ts";
import { Bars } from "../../ui/Bars.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { ScoresDownload } from "../../ui/ScoresDownload.tsx";
import type { Scored } from "../common/labels/scored.ts";
import { defineVisualizer } from "../visualizer.ts";
import type { Judged } from "./definition.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View({ options, output, final, t, locale }) {
    const scored = useMemo(() => scoresOf(output, options.multi_label), [output, options.multi_label]);
    if (scored.length === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    return (
      <div className={parts.column}>
        <Bars
          caption={t("view.caption")}
          labelHead={t("view.label")}
          valueHead={t("view.score")}
          rows={scored.map(({ label, score }, place) => ({
            // Two candidates may be the same.
            id: `${place} ${label}`,
            label,
            share: score,
            text: percentText(score, locale),
          }))}
        />
        <p className={parts.mute}>{t(options.multi_label || scored.length === 1 ? "view.each" : "view.together")}</p>
        {final && (
          <div className={parts.row}>
            <ScoresDownload label={t("view.download-csv")} name="labels.csv" scores={scored} />
          </div>
        )}
      </div>
    );
  },
  toJson(output, { text }, { multi_label }) {
    const scored = scoresOf(output, multi_label);
    return { sequence: text, labels: scored.map(({ label }) => label), scores: scored.map(({ score }) => score) };
  },
});

/**
 * Best first, as `ZeroShotClassificationPipeline.postprocess`: it turns an ascending order round, so that of equals the last
 * comes first.
 * @param independent each candidate by itself: its entailment against its contradiction; else one of all candidates
 */
export function scoresOf(judged: readonly Judged[], independent: boolean): readonly Scored[] {
  const together = softmax(Float32Array.from(judged, ({ entailment }) => entailment));
  return judged
    .map(({ label, entailment, contradiction }, place) => {
      const alone = independent || judged.length === 1;
      const score = alone ? softmax(Float32Array.of(contradiction, entailment))[1] : together[place];
      return { label, score: score ?? Number.NaN };
    })
    .sort((a, b) => a.score - b.score)
    .reverse();
}
