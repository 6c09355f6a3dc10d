import { type PointerEvent, useCallback, useMemo, useRef } from "react";
import type { Matrix } from "../shared/media.ts";
import { type Sheet, useCanvas, useSlicedCanvas } from "./canvas.ts";
import { drawLabels, drawMark, type Place, radiusFor, tokenOf } from "./marks.ts";
import css from "./ScatterMap.module.css";

interface ScatterMapProps {
  /** What the picture is; the table beside it says the same. */
  readonly label: string;
  /** `rows × 2`, in any unit. */
  readonly positions: Matrix;
  readonly labels: readonly string[];
  /** Of each row: the number of its group. */
  readonly groups: Uint8Array | undefined;
  /** Others are drawn faintly. */
  readonly only?: number | undefined;
  readonly active: number | undefined;
  readonly chosen: number | undefined;
  readonly onActive: (row: number | undefined) => void;
  readonly onChoose: (row: number) => void;
}

/** As far from a point a pointer still means it, in CSS pixels. */
const reach = 22;
const margin = 22;
/** Ten thousand at once would hold the page for longer than a frame or two. */
const marksPerFrame = 1500;

/** Points on a plane: groups by colour, shape and number. */
export function ScatterMap(props: ScatterMapProps) {
  const { label, positions, labels, groups, only, active, chosen, onActive, onChoose } = props;
  const toPlaces = useMemo(() => placer(positions), [positions]);
  const seen = useRef<readonly Place[]>([]);

  const drawAll = useCallback(
    function* ({ context, width, height, ink }: Sheet): Generator<undefined> {
      const places = toPlaces(width, height);
      seen.current = places;
      const radius = radiusFor(places.length);
      // Group by group: to set a colour costs more than to draw a point.
      const count = groups ? groups.reduce((most, group) => Math.max(most, group + 1), 0) : 1;
      let drawn = 0;
      for (let group = 0; group < count; group++) {
        context.globalAlpha = only === undefined || only === group ? 0.85 : 0.15;
        context.fillStyle = ink(tokenOf(group));
        for (const [row, { x, y }] of places.entries()) {
          if ((groups?.[row] ?? 0) !== group) continue;
          drawMark(context, group, x, y, radius);
          drawn += 1;
          if (drawn % marksPerFrame === 0) yield undefined;
        }
      }
      context.globalAlpha = 1;
      drawLabels({ context, width, height, ink }, places, labels, groups);
    },
    [toPlaces, groups, only, labels],
  );
  const drawMarked = useCallback(
    ({ context, width, height, ink }: Sheet) => {
      const places = toPlaces(width, height);
      context.clearRect(0, 0, width, height);
      context.strokeStyle = ink("--ink");
      for (const [row, lineWidth] of [
        [chosen, 3],
        [active, 1.5],
      ] as const) {
        const place = row === undefined ? undefined : places[row];
        if (!place) continue;
        context.lineWidth = lineWidth;
        context.beginPath();
        context.arc(place.x, place.y, radiusFor(places.length) + 4, 0, 2 * Math.PI);
        context.stroke();
      }
    },
    [toPlaces, active, chosen],
  );
  const base = useSlicedCanvas(drawAll);
  const over = useCanvas(drawMarked);

  function findRow(event: PointerEvent<HTMLElement>): number | undefined {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let found: number | undefined;
    let least = reach ** 2;
    seen.current.forEach((place, row) => {
      const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
      if (distance < least) {
        least = distance;
        found = row;
      }
    });
    return found;
  }

  return (
    <div
      className={css.map}
      role="img"
      aria-label={label}
      onPointerMove={(event) => onActive(findRow(event))}
      onPointerLeave={() => onActive(undefined)}
      onPointerDown={(event) => {
        const row = findRow(event);
        if (row !== undefined) onChoose(row);
      }}
    >
      <canvas ref={base} />
      <canvas ref={over} />
    </div>
  );
}

/** Fits positions into a sheet. */
function placer({ data, rows }: Matrix): (width: number, height: number) => readonly Place[] {
  const xs = Array.from({ length: rows }, (_, row) => data[row * 2] ?? 0);
  const ys = Array.from({ length: rows }, (_, row) => data[row * 2 + 1] ?? 0);
  const [left, right] = rangeOf(xs);
  const [low, high] = rangeOf(ys);
  let fitted: { width: number; height: number; places: readonly Place[] } | undefined;
  return (width, height) => {
    if (fitted?.width === width && fitted.height === height) return fitted.places;
    const places = xs.map((x, row) => ({
      x: margin + ((x - left) / (right - left || 1)) * (width - 2 * margin),
      y: height - margin - (((ys[row] ?? 0) - low) / (high - low || 1)) * (height - 2 * margin),
    }));
    fitted = { width, height, places };
    return places;
  };
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
