import { useMemo } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { scoreText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import picture from "../../ui/picture.module.css";
import { Answered } from "../common/asked/view/Answered.tsx";
import { AskedBefore } from "../common/asked/view/AskedBefore.tsx";
import { bestOf } from "../common/labels/scored.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

/** More would be many screens; the JSON has them all. */
const shownRows = 50;

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, onRun, t, locale }) {
    const best = useMemo(() => bestOf(output.answers, output.scores, options.top_k), [output, options.top_k]);
    const [first] = best;
    return (
      <div className={picture.beside}>
        <PixelsCanvas pixels={input.image} label={t("view.picture")} className={picture.picture} />
        <div className={parts.column}>
          <Answered question={input.question} answer={first?.label ?? ""} final={final} t={t} />
          {first !== undefined && (
            <Bars
              caption={t("view.caption")}
              labelHead={t("view.answer")}
              valueHead={t("view.score")}
              rows={best.slice(0, shownRows).map(({ label, score }, index) => ({
                id: `${index} ${label}`,
                label: <span dir="auto">{label}</span>,
                share: score,
                text: scoreText(score, locale),
              }))}
            />
          )}
          {best.length > shownRows && (
            <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: best.length })}</p>
          )}
          <AskedBefore
            before={output.before}
            onAsk={onRun && ((question) => onRun({ input: { question } }))}
            t={t}
            locale={locale}
          />
        </div>
      </div>
    );
  },
  toJson: ({ answers, scores }, _input, { top_k }) =>
    bestOf(answers, scores, top_k).map(({ label, score }) => ({ answer: label, score })),
});
