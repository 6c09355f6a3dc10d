import { useMemo, useRef } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { ScoresDownload } from "../../ui/ScoresDownload.tsx";
import { SoundPlayer } from "../../ui/SoundPlayer.tsx";
import { useWave } from "../../ui/wave.ts";
import type { Scored } from "../common/labels/scored.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

/** Python's order: best first, equals as they were given. */
const sorted = (scores: readonly Scored[]) => scores.toSorted((a, b) => b.score - a.score);

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const { samples, samplingRate } = input.audio;
    const sound = useMemo(() => ({ samples, samplingRate }), [samples, samplingRate]);
    const file = useWave(sound);
    const audio = useRef<HTMLAudioElement>(null);
    const scored = useMemo(() => sorted(output), [output]);
    return (
      <div className={parts.column}>
        <SoundPlayer sound={sound} file={file} label={t("view.sound")} audio={audio} />
        {scored.length === 0 ? (
          <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>
        ) : (
          <>
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
            <p className={parts.mute}>{t("view.together")}</p>
          </>
        )}
        {final && scored.length > 0 && (
          <div className={parts.row}>
            <ScoresDownload label={t("view.download-csv")} name="labels.csv" scores={scored} />
          </div>
        )}
      </div>
    );
  },
  toJson: (output) => sorted(output),
});
