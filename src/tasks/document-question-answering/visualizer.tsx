import { scoreText } from "../../ui/number.ts";
import { PixelsCanvas } from "../../ui/PixelsCanvas.tsx";
import parts from "../../ui/parts.module.css";
import picture from "../../ui/picture.module.css";
import { Answered } from "../common/asked/view/Answered.tsx";
import { AskedBefore } from "../common/asked/view/AskedBefore.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

export const visualizer = defineVisualizer(definition, {
  View: ({ input, output, final, onRun, t, locale }) => (
    <div className={picture.beside}>
      <PixelsCanvas pixels={input.image} label={t("view.picture")} className={picture.picture} />
      <div className={parts.column}>
        <Answered question={input.question} answer={output.answer ?? ""} final={final} t={t} />
        {final && <p className={parts.mute}>{t("view.score", { score: scoreText(output.score, locale) })}</p>}
        <AskedBefore
          before={output.before}
          onAsk={onRun && ((question) => onRun({ input: { question } }))}
          t={t}
          locale={locale}
        />
      </div>
    </div>
  ),
  // The answer as Python gives it; the score is ours.
  toJson: ({ answer, score }) => [{ answer, score }],
});
