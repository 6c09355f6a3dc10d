import { type PointerEvent, useCallback, useMemo } from "react";
import { type Sound, secondsOf } from "../shared/media.ts";
import { type Sheet, useCanvas } from "./canvas.ts";
import css from "./Waveform.module.css";

/** Bars of 2 px with 1 px between them. */
const pitch = 3;
/** Samples of a stretch that tell how loud it is: of an hour, to look at all would hold the page up. */
const lookedAt = 4_000;
/** Finer than any screen is wide; computed once a sound. */
const resolution = 1200;

interface WaveformProps {
  readonly sound: Sound;
  /** The play head, in seconds. */
  readonly at: number;
  readonly onSeek: (seconds: number) => void;
}

/** The shape of a sound. The native player beside it says and does the same, so it is hidden from screen readers. */
export function Waveform({ sound, at, onSeek }: WaveformProps) {
  const { samples } = sound;
  const envelope = useMemo(() => envelopeOf(samples, resolution), [samples]);
  const played = at / secondsOf(sound);
  const draw = useCallback(
    ({ context, width, height, ink }: Sheet) => {
      const colors = { played: ink("--accent"), ahead: ink("--mute") };
      const bars = Math.floor(width / pitch);
      for (let bar = 0; bar < bars; bar++) {
        const from = Math.floor((bar / bars) * envelope.length);
        const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * envelope.length));
        const size = Math.max(2, Math.max(...envelope.subarray(from, to)) * (height - 4));
        context.fillStyle = bar / bars < played ? colors.played : colors.ahead;
        context.fillRect(bar * pitch, (height - size) / 2, pitch - 1, size);
      }
    },
    [envelope, played],
  );
  const ref = useCanvas(draw);
  const seek = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * secondsOf(sound));
  };
  return (
    <div aria-hidden="true">
      <canvas
        ref={ref}
        className={css.waveform}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && seek(event)}
      />
    </div>
  );
}

/** Highest magnitude in each of `count` equal stretches, as far as one looks, scaled so that the loudest is 1 (silence stays 0). */
export function envelopeOf(samples: Float32Array, count: number): Float32Array {
  const stretches = Math.min(count, samples.length);
  const peaks = new Float32Array(stretches);
  let loudest = 0;
  for (let index = 0; index < stretches; index++) {
    const from = Math.floor((index / stretches) * samples.length);
    const to = Math.floor(((index + 1) / stretches) * samples.length);
    let peak = 0;
    const step = Math.ceil((to - from) / lookedAt);
    for (let at = from; at < to; at += step) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    peaks[index] = peak;
    loudest = Math.max(loudest, peak);
  }
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest);
}
