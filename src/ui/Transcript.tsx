import { clockText } from "./clock.ts";
import type { Cue } from "./subtitles.ts";
import css from "./Transcript.module.css";
import type { Translate, UiKey } from "./words.ts";

interface TranscriptProps {
  readonly t: Translate<UiKey>;
  readonly cues: readonly Cue[];
  /** The play head, in seconds; the cue under it is marked. */
  readonly at: number;
  readonly onSeek: (seconds: number) => void;
}

function isUnder({ timestamp: [start, end] }: Cue, next: Cue | undefined, at: number): boolean {
  return at >= start && at < (end ?? next?.timestamp[0] ?? Number.POSITIVE_INFINITY);
}

/** Stretches of speech with their times; a time is a button that plays from there. */
export function Transcript({ t, cues, at, onSeek }: TranscriptProps) {
  return (
    <ol className={css.transcript}>
      {cues.map((cue, index) => {
        const [start, end] = cue.timestamp;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: chunks are only ever appended, and two may start together
          <li key={`${start} ${index}`} aria-current={at > 0 && isUnder(cue, cues[index + 1], at) ? "true" : undefined}>
            <button
              type="button"
              className={css.time}
              title={end === null ? clockText(start) : `${clockText(start)} – ${clockText(end)}`}
              aria-label={t("ui.transcript.play-from", { time: clockText(start) })}
              onClick={() => onSeek(start)}
            >
              {clockText(start)}
            </button>
            <span dir="auto">{cue.text.trim()}</span>
          </li>
        );
      })}
    </ol>
  );
}
