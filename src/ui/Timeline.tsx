import { type PointerEvent, useCallback, useState } from "react";
import { type Sheet, useCanvas } from "./canvas.ts";
import { clockText } from "./clock.ts";
import parts from "./parts.module.css";
import css from "./Timeline.module.css";
import type { Translate, UiKey } from "./words.ts";

export interface TimelineRow {
  readonly id: string;
  readonly label: string;
  /** One a piece, 0..1. */
  readonly shares: Float32Array;
}

interface TimelineProps {
  readonly t: Translate<UiKey>;
  readonly rows: readonly TimelineRow[];
  /** Where each piece begins, in seconds. */
  readonly starts: readonly number[];
  readonly pieceSeconds: number;
  /** Of the whole sound, in seconds. */
  readonly duration: number;
  /** The play head, in seconds. */
  readonly at: number;
  readonly onPlay: (from: number, to: number) => void;
  /** A piece in words. */
  readonly wordsOf: (piece: number) => string;
}

/** Which rows fill which pieces of a sound. A piece is heard by a click on it, or chosen by arrow keys and played. */
export function Timeline({ t, rows, starts, pieceSeconds, duration, at, onPlay, wordsOf }: TimelineProps) {
  const [chosen, setChosen] = useState(0);
  const piece = Math.min(chosen, starts.length - 1);
  const playing = at > 0 ? starts.findLastIndex((start) => at >= start) : -1;
  const [from, to] = [starts[piece] ?? 0, Math.min(duration, (starts[piece] ?? 0) + pieceSeconds)];
  const play = (picked: number) => {
    const start = starts[picked] ?? 0;
    onPlay(start, Math.min(duration, start + pieceSeconds));
  };
  const pick = (picked: number) => {
    setChosen(picked);
    play(picked);
  };
  return (
    <fieldset className={css.timeline}>
      <legend className={parts.heading}>{t("ui.timeline")}</legend>
      {rows.map(({ id, label, shares }) => (
        <div key={id} className={css.row}>
          <span className={css.label}>{label}</span>
          <Strip
            shares={shares}
            starts={starts}
            duration={duration}
            marked={playing < 0 ? piece : playing}
            onPick={pick}
          />
        </div>
      ))}
      <div className={css.row}>
        <span className={parts.num}>
          {clockText(from)} – {clockText(to)}
        </span>
        <input
          type="range"
          className={css.moment}
          min={0}
          max={starts.length - 1}
          value={piece}
          aria-label={t("ui.timeline.moment")}
          aria-valuetext={wordsOf(piece)}
          onChange={({ target }) => setChosen(target.valueAsNumber)}
          onKeyDown={(event) => event.key === "Enter" && play(piece)}
        />
      </div>
      <div className={css.said}>
        <button type="button" className={parts.chip} onClick={() => play(piece)}>
          {t("ui.timeline.play", { from: clockText(from), to: clockText(to) })}
        </button>
        <div>{wordsOf(piece)}</div>
      </div>
    </fieldset>
  );
}

interface StripProps {
  readonly shares: Float32Array;
  readonly starts: readonly number[];
  readonly duration: number;
  readonly marked: number;
  readonly onPick: (piece: number) => void;
}

function Strip({ shares, starts, duration, marked, onPick }: StripProps) {
  const draw = useCallback(
    ({ context, width, height, ink }: Sheet) => {
      const x = (piece: number) => ((starts[piece] ?? duration) / duration) * width;
      context.fillStyle = ink("--s1");
      for (const [piece, share] of shares.entries()) {
        context.globalAlpha = Math.max(0, Math.min(1, share));
        context.fillRect(x(piece), 0, Math.max(1, x(piece + 1) - x(piece) - 1), height);
      }
      context.globalAlpha = 1;
      context.strokeStyle = ink("--ink");
      context.lineWidth = 2;
      context.strokeRect(x(marked) + 1, 1, Math.max(2, x(marked + 1) - x(marked) - 3), height - 2);
    },
    [shares, starts, duration, marked],
  );
  const ref = useCanvas(draw);
  const pick = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const seconds = ((event.clientX - box.left) / box.width) * duration;
    onPick(
      Math.max(
        0,
        starts.findLastIndex((start) => seconds >= start),
      ),
    );
  };
  // The slider below says and does the same, so it is hidden from screen readers.
  return (
    <div aria-hidden="true">
      <canvas ref={ref} className={css.strip} onPointerDown={pick} />
    </div>
  );
}
