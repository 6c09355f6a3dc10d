import type { CSSProperties } from "react";
import type { Size } from "../../shared/image/size.ts";
import css from "./Marks.module.css";
import type { Place } from "./pointing.ts";
import type { Box, Prompt } from "./prompt.ts";

interface MarksProps {
  readonly size: Size;
  readonly prompt: Prompt;
  /** A box that is being drawn. */
  readonly draft: Box | null;
  readonly corner: Place | undefined;
  /** Where the keys or the pointer are. */
  readonly cursor: Place | undefined;
}

/** What was pointed at, over its picture. */
export function Marks({ size, prompt, draft, corner, cursor }: MarksProps) {
  const at = ({ x, y }: Place): CSSProperties => ({
    left: `${(100 * x) / size.width}%`,
    top: `${(100 * y) / size.height}%`,
  });
  const around = ({ xmin, ymin, xmax, ymax }: Box): CSSProperties => ({
    ...at({ x: xmin, y: ymin }),
    width: `${(100 * (xmax - xmin)) / size.width}%`,
    height: `${(100 * (ymax - ymin)) / size.height}%`,
  });
  const { points, box } = prompt;
  return (
    <div className={css.marks} aria-hidden="true">
      {box && !draft && <span className={css.box} style={around(box)} />}
      {draft && <span className={css.box} data-draft style={around(draft)} />}
      {points.map((point) => (
        <span key={`${point.x} ${point.y}`} className={css.point} data-label={point.label} style={at(point)} />
      ))}
      {corner && <span className={css.corner} style={at(corner)} />}
      {cursor && <span className={css.cursor} style={at(cursor)} />}
    </div>
  );
}
