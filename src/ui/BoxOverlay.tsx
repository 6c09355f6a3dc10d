import { type CSSProperties, type RefObject, useLayoutEffect, useRef } from "react";
import { originalOf, type Pixels } from "../shared/media.ts";
import css from "./BoxOverlay.module.css";
import { PixelsCanvas } from "./PixelsCanvas.tsx";
import type { Linked } from "./SpanText.tsx";

/** Sides in pixels of the picture as it was given. */
export interface OverlaidBox {
  readonly id: string;
  readonly tag: string;
  /** Which of the six colours of series. */
  readonly tone: number;
  readonly xmin: number;
  readonly ymin: number;
  readonly xmax: number;
  readonly ymax: number;
  /** What is drawn in place of the box's sides: polygons, each as x and y by turns. */
  readonly outlines?: readonly (readonly number[])[];
}

interface BoxOverlayProps extends Linked {
  readonly pixels: Pixels;
  /** What the picture is, in words. */
  readonly label: string;
  readonly boxes: readonly OverlaidBox[];
}

/** Names in the order in which boxes are given, each where it hides no earlier one; the others wait to be pointed at. */
function useRoomForTags(frame: RefObject<HTMLDivElement | null>, boxes: readonly OverlaidBox[]): void {
  useLayoutEffect(() => {
    const container = frame.current;
    if (!container) return;
    const arrange = () => {
      const tags = boxes.map(({ id }) => container.querySelector(`[data-tag="${CSS.escape(id)}"]`));
      const rects = tags.map((tag) => tag?.getBoundingClientRect());
      const placed: DOMRect[] = [];
      tags.forEach((tag, index) => {
        const rect = rects[index];
        if (!tag || !rect) return;
        const isCrowded = placed.some(
          (other) =>
            rect.left < other.right && other.left < rect.right && rect.top < other.bottom && other.top < rect.bottom,
        );
        tag.toggleAttribute("data-crowded", isCrowded);
        if (!isCrowded) placed.push(rect);
      });
    };
    arrange();
    const observer = new ResizeObserver(arrange);
    observer.observe(container);
    return () => observer.disconnect();
  }, [frame, boxes]);
}

/**
 * A picture with boxes over it. They follow the pointer and show what is active elsewhere; a table beside them says the
 * same to a keyboard and to a screen reader.
 */
export function BoxOverlay({ pixels, label, boxes, activeId, onActive }: BoxOverlayProps) {
  const { width, height } = originalOf(pixels);
  const frame = useRef<HTMLDivElement>(null);
  useRoomForTags(frame, boxes);
  const percent = (value: number, of: number) => `${(100 * Math.min(Math.max(value, 0), of)) / of}%`;
  const style: CSSProperties & Record<"--ratio", string> = { "--ratio": `${width} / ${height}` };
  const areaOf = ({ xmin, ymin, xmax, ymax }: OverlaidBox) => (xmax - xmin) * (ymax - ymin);
  return (
    <div className={css.frame} style={style}>
      <PixelsCanvas pixels={pixels} label={label} className={css.picture} />
      <div ref={frame} className={css.boxes} aria-hidden="true">
        {/* Small ones lie on top, where the pointer can reach them; of several in one place the surest, whose name is seen. */}
        {boxes
          .toReversed()
          .toSorted((a, b) => areaOf(b) - areaOf(a))
          .map(({ id, tag, tone, xmin, ymin, xmax, ymax, outlines }) => (
            <div
              key={id}
              className={css.box}
              data-tone={tone}
              data-active={id === activeId}
              data-quiet={activeId !== undefined && id !== activeId}
              data-outlined={outlines !== undefined}
              style={{
                left: percent(xmin, width),
                top: percent(ymin, height),
                right: percent(width - xmax, width),
                bottom: percent(height - ymax, height),
              }}
              onPointerEnter={() => onActive(id)}
              onPointerLeave={() => onActive(undefined)}
            >
              {outlines && (
                <svg
                  className={css.outlines}
                  viewBox={`${xmin} ${ymin} ${Math.max(1, xmax - xmin)} ${Math.max(1, ymax - ymin)}`}
                  preserveAspectRatio="none"
                >
                  <title>{tag}</title>
                  {outlines.map((outline) => (
                    <polygon key={outline.join(" ")} points={outline.join(" ")} />
                  ))}
                </svg>
              )}
              <span className={css.tag} data-tag={id} data-low={ymin < height * 0.1} data-late={xmin > width / 2}>
                {tag}
              </span>
            </div>
          ))}
      </div>
    </div>
  );
}
