import { type PointerEvent, useCallback } from "react";
import { type Sheet, useCanvas } from "./canvas.ts";
import css from "./VectorStrip.module.css";

interface VectorStripProps {
  readonly values: Float32Array;
  /** The magnitude that fills the strip; one for all strips that are compared. */
  readonly peak: number;
  readonly label: string;
  /** The dimension under the pointer, in this strip or in one beside it. */
  readonly dimension?: number | undefined;
  readonly onDimension: (dimension: number | undefined) => void;
}

/** A vector as a row of bars: up and one colour where positive, down and another where negative. */
export function VectorStrip({ values, peak, label, dimension, onDimension }: VectorStripProps) {
  const draw = useCallback(
    ({ context, width, height, ink }: Sheet) => {
      const colors = { up: ink("--s1"), down: ink("--s2"), mark: ink("--ink"), zero: ink("--line") };
      const middle = height / 2;
      context.fillStyle = colors.zero;
      context.fillRect(0, middle - 0.5, width, 1);
      // Where there are more dimensions than pixels, the strongest of a pixel's dimensions speaks for it.
      const columns = Math.min(values.length, Math.floor(width));
      const step = width / columns;
      for (let column = 0; column < columns; column++) {
        const from = Math.floor((column / columns) * values.length);
        const to = Math.max(from + 1, Math.floor(((column + 1) / columns) * values.length));
        const value = values.subarray(from, to).reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
        const size = Math.min(1, Math.abs(value) / peak) * (middle - 1);
        context.fillStyle = value > 0 ? colors.up : colors.down;
        context.fillRect(
          column * step,
          value > 0 ? middle - size : middle,
          Math.max(1, step - (step > 2 ? 0.5 : 0)),
          size,
        );
      }
      if (dimension !== undefined) {
        context.fillStyle = colors.mark;
        context.fillRect(((dimension + 0.5) / values.length) * width - 0.5, 0, 1, height);
      }
    },
    [values, peak, dimension],
  );
  const ref = useCanvas(draw);
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    onDimension(Math.max(0, Math.min(values.length - 1, Math.floor(share * values.length))));
  };
  return (
    <canvas
      ref={ref}
      role="img"
      aria-label={label}
      className={css.strip}
      onPointerMove={point}
      onPointerLeave={() => onDimension(undefined)}
    />
  );
}
