import { useMemo } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { scoreText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import picture from "../../ui/picture.module.css";
import { ScoresDownload } from "../../ui/ScoresDownload.tsx";
import { bestOf, type Scored } from "../common/labels/scored.ts";
import { scoresOf } from "../common/labels/scores.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition, type Judged } from "./definition.ts";

/** More would be many screens; the download has them all. */
const shownRows = 100;

/** Best first, as `ZeroShotImageClassificationPipeline.postprocess`. */
function scoredOf({ labels, logits, scoring }: Judged): readonly Scored[] {
  return bestOf(labels, scoresOf(logits, scoring), null);
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const scored = useMemo(() => scoredOf(output), [output]);
    const sum = output.scoring === "sigmoid" ? "each" : scored.length === 1 ? "one" : "together";
    return (
      <div className={picture.beside}>
        <PixelsCanvas pixels={input.image} label={t("view.picture")} className={picture.picture} />
        <div className={parts.column}>
          {scored.length === 0 ? (
            <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>
          ) : (
            <>
              <Bars
                caption={t("view.caption")}
                labelHead={t("view.label")}
                valueHead={t("view.score")}
                rows={scored.slice(0, shownRows).map(({ label, score }, place) => ({
                  // Two labels may be the same.
                  id: `${place} ${label}`,
                  label: <span dir="auto">{label}</span>,
                  share: score,
                  text: scoreText(score, locale),
                }))}
              />
              <p className={parts.mute}>{t(`view.${sum}`)}</p>
            </>
          )}
          {scored.length > shownRows && (
            <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: scored.length })}</p>
          )}
          {final && scored.length > 0 && (
            <div className={parts.row}>
              <ScoresDownload label={t("view.download-csv")} name="labels.csv" scores={scored} />
            </div>
          )}
        </div>
      </div>
    );
  },
  toJson: scoredOf,
});
