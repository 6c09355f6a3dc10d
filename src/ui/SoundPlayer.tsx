import { type RefObject, useEffect, useRef, useState } from "react";
import type { Sound } from "../shared/media.ts";
import css from "./SoundPlayer.module.css";
import { useBlobUrl } from "./url.ts";
import { Waveform } from "./Waveform.tsx";

interface SoundPlayerProps {
  readonly sound: Sound;
  /** Nothing while it is written. */
  readonly file: Blob | undefined;
  readonly label: string;
  readonly audio: RefObject<HTMLAudioElement | null>;
  /** In seconds, as the sound plays. */
  readonly onTime?: (seconds: number) => void;
}

/** Waveform and native player of one sound; `audio` lets others seek it. */
export function SoundPlayer({ sound, file, label, audio, onTime }: SoundPlayerProps) {
  const url = useBlobUrl(file);
  const [at, setAt] = useState(0);
  const [playing, setPlaying] = useState(false);
  const heard = useRef({ at: 0, playing: false });
  useEffect(() => {
    if (!playing) return;
    // `timeupdate` comes four times a second only, which makes a play head stumble.
    let frame = 0;
    const tick = () => {
      setAt(audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(tick);
    };
    tick();
    return () => cancelAnimationFrame(frame);
  }, [playing, audio]);
  const moved = () => {
    if (!audio.current) return;
    const { currentTime, paused } = audio.current;
    heard.current = { at: currentTime, playing: !paused };
    setAt(currentTime);
    onTime?.(currentTime);
  };
  /** A sound that has grown is another file: it goes on where the shorter one was. */
  const goOn = () => {
    const { at: before, playing: wasPlaying } = heard.current;
    if (!audio.current || before === 0) return;
    audio.current.currentTime = before;
    if (wasPlaying) audio.current.play().catch(() => undefined);
  };
  return (
    <div className={css.player}>
      <Waveform
        sound={sound}
        at={at}
        onSeek={(seconds) => {
          if (audio.current) audio.current.currentTime = seconds;
        }}
      />
      {/* biome-ignore lint/a11y/useMediaCaption: it is the visitor's own sound; its words are what the task is to find */}
      <audio
        ref={audio}
        controls
        preload="metadata"
        src={url}
        aria-label={label}
        onLoadedMetadata={goOn}
        onTimeUpdate={(event) => event.currentTarget.readyState > 0 && moved()}
        onSeeked={moved}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
    </div>
  );
}
