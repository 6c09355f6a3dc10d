import { useMemo, useRef, useState } from "react";
import { encodeWav } from "../../shared/audio/wav.ts";
import { secondsOf } from "../../shared/media.ts";
import { decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { SoundPlayer } from "../../ui/SoundPlayer.tsx";
import { Transcript } from "../../ui/Transcript.tsx";
import type { Translate } from "../../ui/words.ts";
import type { KeyOf } from "../words.ts";
import type { definition, Spoken } from "./definition.ts";

interface SpokenViewProps {
  readonly spoken: Spoken;
  readonly t: Translate<KeyOf<typeof definition>>;
  readonly locale: string;
}

/** What was spoken, to be heard and seen; several sentences each from its own place. */
export function SpokenView({ spoken, t, locale }: SpokenViewProps) {
  const file = useMemo(() => encodeWav(spoken), [spoken]);
  const audio = useRef<HTMLAudioElement>(null);
  const [at, setAt] = useState(0);
  const seconds = secondsOf(spoken);
  const took = spoken.ms / 1000;
  const seek = (from: number) => {
    if (!audio.current) return;
    audio.current.currentTime = from;
    // Refused only where the browser wants a gesture first; then the play head has moved all the same.
    audio.current.play().catch(() => undefined);
  };
  return (
    <div className={parts.column}>
      <SoundPlayer sound={spoken} file={file} label={t("view.sound")} audio={audio} onTime={setAt} />
      <p className={parts.mute}>
        {t("view.pace", {
          seconds: decimalText(seconds, locale, 1),
          took: decimalText(took, locale, 1),
          times: decimalText(took > 0 ? seconds / took : 0, locale, 1),
        })}
      </p>
      {spoken.parts.length > 1 && <Transcript t={t} cues={spoken.parts} at={at} onSeek={seek} />}
    </div>
  );
}
