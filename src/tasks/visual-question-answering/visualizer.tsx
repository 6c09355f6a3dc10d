import { useMemo } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { scoreText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import picture from "../../ui/picture.module.css";
import { bestOf } from "../common/labels/scored.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import css from "./visualizer.module.css";

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
          <p className={css.answer} aria-live={final ? "polite" : "off"} aria-busy={!final}>
            <span className={css.question} dir="auto">
              {input.question}
            </span>
            {first === undefined || first.label === "" ? (
              <span className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</span>
            ) : (
              <strong dir="auto">{first.label}</strong>
            )}
          </p>
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
          {output.before.length > 0 && (
            <section aria-label={t("view.before")}>
              <h3 className={css.head}>{t("view.before")}</h3>
              <dl className={css.before}>
                {output.before.map(({ question, answer, score }) => (
                  <div key={question} className={css.asked}>
                    <dt dir="auto">
                      {onRun ? (
                        <button
                          type="button"
                          className={css.again}
                          title={t("view.again")}
                          onClick={() => onRun({ input: { question } })}
                        >
                          {question}
                        </button>
                      ) : (
                        question
                      )}
                    </dt>
                    <dd dir="auto">
                      {answer === "" ? "–" : answer}{" "}
                      <span className={`${parts.mute} ${parts.num}`}>{scoreText(score, locale)}</span>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
      </div>
    );
  },
  toJson: ({ answers, scores }, _input, { top_k }) =>
    bestOf(answers, scores, top_k).map(({ label, score }) => ({ answer: label, score })),
});
