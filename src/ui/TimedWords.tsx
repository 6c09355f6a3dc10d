import { type KeyboardEvent, useRef, useState } from "react";
import { clockText } from "./clock.ts";
import { type Cue, inText } from "./subtitles.ts";
import css from "./TimedWords.module.css";

interface TimedWordsProps {
  readonly label: string;
  /** All that was said; what of it no word holds, such as spaces, stands between them. */
  readonly text: string;
  readonly words: readonly Cue[];
  /** The play head, in seconds; the word under it is marked. */
  readonly at: number;
  readonly onSeek: (seconds: number) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** A text whose words play from where they were said. One stop of the Tab key; arrows go from word to word. */
export function TimedWords({ label, text, words, at, onSeek }: TimedWordsProps) {
  const list = useRef<HTMLSpanElement>(null);
  const [stop, setStop] = useState(0);
  // What is still being written has no words yet.
  const { parts, rest } = inText(text, words);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const next = buttons[stop + (step ?? 0)];
    if (step === undefined || next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: words in a running text are no fieldset
    <span ref={list} role="group" aria-label={label} className={css.words} onKeyDown={onKeyDown}>
      {parts.map(({ before, word, cue }, index) => {
        const [start, end] = cue.timestamp;
        const isUnder = at > 0 && at >= start && at < (end ?? Number.POSITIVE_INFINITY);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: words are only ever appended, and two may be equal
          <span key={index}>
            {before}
            <button
              type="button"
              tabIndex={index === Math.min(stop, words.length - 1) ? 0 : -1}
              title={clockText(start)}
              aria-current={isUnder ? "true" : undefined}
              onFocus={() => setStop(index)}
              onClick={() => onSeek(start)}
            >
              {word}
            </button>
          </span>
        );
      })}
      {rest}
    </span>
  );
}
