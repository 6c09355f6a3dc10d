import { type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, useId } from "react";
import type { Size } from "../shared/image/size.ts";
import css from "./PointedPicture.module.css";

interface PointedPictureProps {
  readonly size: Size;
  /** What can be done here, in words. */
  readonly label: string;
  /** What is known of the place that is pointed at. */
  readonly readout: string;
  /** The pointer goes down, or moves, at this share of width and height. */
  readonly onPoint: (across: number, down: number, event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus?: () => void;
  /** What lies in the picture's frame, one over the other. */
  readonly children: ReactNode;
}

/** A picture whose places can be asked about, by pointer and by keys. */
export function PointedPicture({ size, label, readout, onPoint, onKeyDown, onFocus, children }: PointedPictureProps) {
  const id = useId();
  const ratio: CSSProperties & Record<"--ratio", string> = { "--ratio": `${size.width} / ${size.height}` };

  function point(event: PointerEvent<HTMLButtonElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    onPoint((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, event);
  }

  return (
    <>
      <div className={css.stage} style={ratio}>
        {children}
        <button
          type="button"
          className={css.cover}
          aria-label={label}
          aria-describedby={id}
          onPointerDown={point}
          onPointerMove={point}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
        />
      </div>
      <output id={id} className={css.readout} aria-live="polite">
        {readout}
      </output>
    </>
  );
}
