import { type PointerEvent, useCallback } from "react";
import type { Matrix } from "../shared/media.ts";
import { type Sheet, useCanvas } from "./canvas.ts";
import css from "./MatrixCanvas.module.css";
import type { Cell } from "./MatrixTable.tsx";
import { type Scale, shareOf } from "./scale.ts";

interface MatrixCanvasProps {
  readonly label: string;
  readonly values: Matrix;
  readonly scale: Scale;
  readonly cell: Cell | undefined;
  readonly onCell: (cell: Cell | undefined) => void;
  readonly active: number | undefined;
  readonly onPick: (row: number) => void;
}

/** A matrix too large for a table. What it shows of a row stands in words beside it, of whichever row is picked. */
export function MatrixCanvas({ label, values, scale, cell, onCell, active, onPick }: MatrixCanvasProps) {
  const draw = useCallback(
    ({ context, width, ink }: Sheet) => {
      const side = width / values.rows;
      const mark = ink("--ink");
      context.fillStyle = ink("--s1");
      values.data.forEach((value, index) => {
        context.globalAlpha = shareOf(value, scale);
        context.fillRect((index % values.columns) * side, Math.floor(index / values.columns) * side, side, side);
      });
      context.globalAlpha = 1;
      context.strokeStyle = mark;
      if (active !== undefined && active < values.rows) context.strokeRect(0.5, active * side, width - 1, side);
      if (cell !== undefined) {
        context.lineWidth = 2;
        context.strokeRect(cell.column * side, cell.row * side, side, side);
      }
    },
    [values, scale, cell, active],
  );
  const ref = useCanvas(draw);
  const cellAt = (event: PointerEvent<HTMLCanvasElement>): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (offset: number, length: number) =>
      Math.max(0, Math.min(values.rows - 1, Math.floor((offset / length) * values.rows)));
    return { row: place(event.clientY - box.top, box.height), column: place(event.clientX - box.left, box.width) };
  };
  return (
    <canvas
      ref={ref}
      role="img"
      aria-label={label}
      className={css.matrix}
      onPointerMove={(event) => onCell(cellAt(event))}
      onPointerLeave={() => onCell(undefined)}
      onPointerDown={(event) => onPick(cellAt(event).row)}
    />
  );
}
