import { useMemo } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { scoreText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import picture from "../../ui/picture.module.css";
import { ScoresDownload } from "../../ui/ScoresDownload.tsx";
import { bestOf } from "../common/labels/scored.ts";
import { useNameOf } from "../common/labels/view/use-names.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import css from "./visualizer.module.css";

/** More would be many screens; the download has them all. */
const shownRows = 100;

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale }) {
    const best = useMemo(() => bestOf(output.labels, output.scores, options.top_k), [output, options.top_k]);
    const nameOf = useNameOf("imagenet", locale);
    return (
      <div className={picture.beside}>
        <PixelsCanvas pixels={input.image} label={t("view.picture")} className={picture.picture} />
        <div className={parts.column}>
          {best.length === 0 ? (
            <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>
          ) : (
            <Bars
              caption={t("view.caption")}
              labelHead={t("view.class")}
              valueHead={t("view.probability")}
              rows={best.slice(0, shownRows).map(({ label, score }, index) => {
                const [first, ...others] = synonymsOf(label);
                const name = nameOf(label);
                const isNamed = name !== label;
                return {
                  id: `${index} ${label}`,
                  label: <span className={css.label}>{isNamed ? name : first}</span>,
                  // A translation stands beside what the checkpoint says, which is what its JSON has.
                  note: isNamed ? label : others.join(", "),
                  share: score,
                  text: scoreText(score, locale),
                };
              })}
            />
          )}
          {best.length > shownRows && (
            <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: best.length })}</p>
          )}
          {final && best.length > 0 && (
            <div className={parts.row}>
              <ScoresDownload label={t("view.download-csv")} name="classes.csv" scores={best} />
            </div>
          )}
        </div>
      </div>
    );
  },
  toJson: ({ labels, scores }, _input, { top_k }) => bestOf(labels, scores, top_k),
});

/** ImageNet's labels are lists of synonyms, `tabby, tabby cat`; the first is the one to read. */
export function synonymsOf(label: string): readonly [first: string, ...others: string[]] {
  const [first = label, ...others] = label.split(", ");
  return [first, ...others];
}
