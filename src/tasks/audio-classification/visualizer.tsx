import { useCallback, useMemo, useRef, useState } from "react";
import { secondsOf } from "../../shared/media.ts";
import { Bars } from "../../ui/Bars.tsx";
import { scoreText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { ScoresDownload } from "../../ui/ScoresDownload.tsx";
import { SoundPlayer } from "../../ui/SoundPlayer.tsx";
import { Timeline } from "../../ui/Timeline.tsx";
import { useWave } from "../../ui/wave.ts";
import { bestOf } from "../common/labels/scored.ts";
import { scoresOf } from "../common/labels/scores.ts";
import { useNameOf } from "../common/labels/view/use-names.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { timelineOf } from "./timeline.ts";

/** More would be many screens; the download has them all. */
const shownRows = 100;

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale }) {
    const { top_k, function_to_apply } = options;
    const { samples, samplingRate } = input.audio;
    const sound = useMemo(() => ({ samples, samplingRate }), [samples, samplingRate]);
    const file = useWave(sound);
    const audio = useRef<HTMLAudioElement>(null);
    const [at, setAt] = useState(0);
    /** Where a piece that plays ends. */
    const until = useRef(Number.POSITIVE_INFINITY);
    const nameOf = useNameOf("audioset", locale);
    const best = useMemo(
      () => bestOf(output.labels, scoresOf(output.logits, function_to_apply), top_k),
      [output, function_to_apply, top_k],
    );
    const timeline = useMemo(
      () => timelineOf(output, function_to_apply, secondsOf(sound)),
      [output, function_to_apply, sound],
    );
    const play = useCallback((from: number, to: number) => {
      if (!audio.current) return;
      until.current = to;
      audio.current.currentTime = from;
      // Refused only where the browser wants a gesture first; then the play head has moved all the same.
      audio.current.play().catch(() => undefined);
    }, []);
    const moved = (seconds: number) => {
      setAt(seconds);
      if (seconds < until.current) return;
      until.current = Number.POSITIVE_INFINITY;
      audio.current?.pause();
    };
    return (
      <div className={parts.column}>
        <SoundPlayer sound={sound} file={file} label={t("view.sound")} audio={audio} onTime={moved} />
        {best.length === 0 ? (
          <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>
        ) : (
          <Bars
            caption={t("view.caption")}
            labelHead={t("view.class")}
            valueHead={t("view.probability")}
            rows={best.slice(0, shownRows).map(({ label, score }, index) => {
              const name = nameOf(label);
              return {
                id: `${index} ${label}`,
                label: name,
                // A translation stands beside what the checkpoint says, which is what its JSON has.
                note: name === label ? undefined : label,
                share: score,
                text: scoreText(score, locale),
              };
            })}
          />
        )}
        {best.length > shownRows && (
          <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: best.length })}</p>
        )}
        {timeline && (
          <Timeline
            t={t}
            rows={timeline.rows.map((row) => ({ ...row, label: nameOf(row.label) }))}
            starts={timeline.starts}
            pieceSeconds={timeline.seconds}
            duration={secondsOf(sound)}
            at={at}
            onPlay={play}
            wordsOf={(piece) =>
              timeline
                .bestIn(piece)
                .map(({ label, score }) => `${nameOf(label)} ${scoreText(score, locale)}`)
                .join(locale.startsWith("zh") ? "，" : ", ")
            }
          />
        )}
        {final && best.length > 0 && (
          <div className={parts.row}>
            <ScoresDownload label={t("view.download-csv")} name="classes.csv" scores={best} />
          </div>
        )}
      </div>
    );
  },
  toJson: ({ labels, logits }, _input, { top_k, function_to_apply }) =>
    bestOf(labels, scoresOf(logits, function_to_apply), top_k),
});
