import { type CSSProperties, type PointerEvent, useMemo } from "react";
import type { Pixels } from "../shared/media.ts";
import { PixelsCanvas } from "./PixelsCanvas.tsx";
import css from "./SegmentOverlay.module.css";
import { SegmentTint } from "./SegmentTint.tsx";
import type { Linked } from "./SpanText.tsx";
import type { Rgb, SegmentMap } from "./segment-map.ts";

export interface OverlaidSegment {
  readonly id: string;
  /** What is said where it is pointed at. */
  readonly tag: string;
  readonly colour: Rgb;
  /** A pixel of it, for its tag. */
  readonly middle: { readonly x: number; readonly y: number };
}

interface SegmentOverlayProps extends Linked {
  readonly pixels: Pixels;
  /** What the picture is, in words. */
  readonly label: string;
  /** Of the picture's own size. */
  readonly map: SegmentMap;
  /** In the order of their numbers in the map. */
  readonly segments: readonly OverlaidSegment[];
  /** Of the colours, 0..1. */
  readonly opacity: number;
  readonly onChoose: (id: string) => void;
}

/**
 * A picture with its segments in colour over it. The one under the pointer is named and stands out; a table beside it
 * says the same to a keyboard and to a screen reader.
 */
export function SegmentOverlay(props: SegmentOverlayProps) {
  const { pixels, label, map, segments, opacity, activeId, onActive, onChoose } = props;
  const { width, height } = pixels;
  const colours = useMemo(() => segments.map(({ colour }) => colour), [segments]);
  const active = segments.findIndex(({ id }) => id === activeId);
  const shown = segments[active];
  const style: CSSProperties & Record<"--ratio", string> = { "--ratio": `${width} / ${height}` };

  function findAt(event: PointerEvent<HTMLElement>): string | undefined {
    const frame = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - frame.left) / frame.width) * map.width);
    const y = Math.floor(((event.clientY - frame.top) / frame.height) * map.height);
    return segments[(map.map[y * map.width + x] ?? 0) - 1]?.id;
  }

  return (
    <div
      className={css.frame}
      style={style}
      onPointerMove={(event) => onActive(findAt(event))}
      onPointerLeave={() => onActive(undefined)}
      onPointerUp={(event) => {
        const id = findAt(event);
        if (id !== undefined) onChoose(id);
      }}
    >
      <PixelsCanvas pixels={pixels} label={label} className={css.layer} />
      <SegmentTint map={map} colours={colours} active={active < 0 ? undefined : active + 1} opacity={opacity} />
      {shown && (
        <span
          className={css.tag}
          aria-hidden="true"
          data-late={shown.middle.x > width / 2}
          data-low={shown.middle.y > height / 2}
          style={{ left: `${(100 * shown.middle.x) / width}%`, top: `${(100 * shown.middle.y) / height}%` }}
        >
          {shown.tag}
        </span>
      )}
    </div>
  );
}
