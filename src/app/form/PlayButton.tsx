import { useEffect, useRef, useState } from "react";
import { useWords } from "../i18n/words.tsx";

/** The sound of another button ends when this one's begins. */
let playing: HTMLAudioElement | undefined;

/** Plays a short sound, which is fetched at the first press. */
export function PlayButton({ label, source }: { readonly label: string; readonly source: string }) {
  const { t } = useWords();
  const audio = useRef<HTMLAudioElement>(undefined);
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);

  function play(): void {
    playing?.pause();
    const sound = new Audio(source);
    const ended = () => setIsPlaying(false);
    sound.addEventListener("pause", ended);
    sound.addEventListener("ended", ended);
    sound.play().catch(ended);
    audio.current = sound;
    playing = sound;
    setIsPlaying(true);
  }

  return (
    <button
      aria-label={t(isPlaying ? "shell.example.stop" : "shell.example.play", { example: label })}
      className="chip play"
      onClick={() => (isPlaying ? audio.current?.pause() : play())}
      type="button"
    >
      {isPlaying ? <StopIcon /> : <PlayIcon />}
    </button>
  );
}

function PlayIcon() {
  return (
    <svg aria-hidden="true" className="icon" fill="currentColor" height="12" viewBox="0 0 12 12" width="12">
      <path d="M3 1.5v9l7.5-4.5z" />
    </svg>
  );
}

function StopIcon() {
  return (
    <svg aria-hidden="true" className="icon" fill="currentColor" height="12" viewBox="0 0 12 12" width="12">
      <path d="M2 2h8v8H2z" />
    </svg>
  );
}
