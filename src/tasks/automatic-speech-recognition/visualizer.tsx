import { useMemo, useRef, useState } from "react";
import { secondsOf } from "../../shared/media.ts";
import { Caret } from "../../ui/Caret.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { SoundPlayer } from "../../ui/SoundPlayer.tsx";
import { type Cue, cuesOfWords, toSrt, toVtt } from "../../ui/subtitles.ts";
import { TimedWords } from "../../ui/TimedWords.tsx";
import { Transcript } from "../../ui/Transcript.tsx";
import { useWave } from "../../ui/wave.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition, type TimedText } from "./definition.ts";
import css from "./visualizer.module.css";

const textBlob = (text: string, type: string) => new Blob([text], { type: `${type};charset=utf-8` });

/** Python tells no start of what no timestamp opens: it begins where the stretch before it ends. */
function toCues(chunks: readonly TimedText[]): readonly Cue[] {
  let last = 0;
  return chunks.map(({ text, timestamp: [from, end] }) => {
    const start = from ?? last;
    last = end ?? start;
    return { text, timestamp: [start, end] };
  });
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const { samples, samplingRate } = input.audio;
    const sound = useMemo(() => ({ samples, samplingRate }), [samples, samplingRate]);
    const file = useWave(sound);
    const audio = useRef<HTMLAudioElement>(null);
    const [at, setAt] = useState(0);
    const { text, language, level, ms } = output;
    const chunks = output.chunks && toCues(output.chunks);
    const cues = chunks && level !== undefined ? cuesOfWords(text, chunks) : chunks;
    const languageName = language && new Intl.DisplayNames(locale, { type: "language", fallback: "code" }).of(language);
    const seek = (seconds: number) => {
      if (!audio.current) return;
      audio.current.currentTime = seconds;
      // Refused only where the browser wants a gesture first; then the play head has moved all the same.
      audio.current.play().catch(() => undefined);
    };
    const duration = secondsOf(sound);
    return (
      <div className={parts.column}>
        <SoundPlayer sound={sound} file={file} label={t("view.sound")} audio={audio} onTime={setAt} />
        {final && ms !== undefined && ms > 0 && (
          <p className={parts.mute}>
            {t("view.pace", {
              seconds: decimalText(duration, locale, 1),
              took: decimalText(ms / 1000, locale, 1),
              times: decimalText((duration * 1000) / ms, locale, 1),
            })}
          </p>
        )}
        {languageName && <p className={parts.mute}>{t("view.language", { language: languageName })}</p>}
        {chunks && chunks.length > 0 && level === undefined && <Transcript t={t} cues={chunks} at={at} onSeek={seek} />}
        {chunks && chunks.length > 0 && level !== undefined && (
          <p className={css.text} lang={language} aria-busy={!final}>
            <TimedWords label={t("view.words")} text={text} words={chunks} at={at} onSeek={seek} />
            {!final && <Caret />}
          </p>
        )}
        {!chunks?.length && (
          <p className={css.text} lang={language} aria-busy={!final}>
            {text.trim() || <span className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</span>}
            {!final && <Caret />}
          </p>
        )}
        {final && text.trim() !== "" && (
          <div className={parts.row}>
            <CopyButton t={t} text={() => text.trim()} />
            <DownloadButton
              label={t("view.download-txt")}
              name="transcript.txt"
              make={() => textBlob(`${text.trim()}\n`, "text/plain")}
            />
            {cues ? (
              <>
                <DownloadButton
                  label={t("view.download-srt")}
                  name="transcript.srt"
                  make={() => textBlob(toSrt(cues, duration), "application/x-subrip")}
                />
                <DownloadButton
                  label={t("view.download-vtt")}
                  name="transcript.vtt"
                  make={() => textBlob(toVtt(cues, duration), "text/vtt")}
                />
              </>
            ) : (
              <span className={parts.mute}>{t("view.need-timestamps")}</span>
            )}
          </div>
        )}
      </div>
    );
  },
  toJson: ({ text, language, chunks }) => ({
    text,
    ...(language === undefined ? {} : { language }),
    ...(chunks === undefined ? {} : { chunks }),
  }),
});
