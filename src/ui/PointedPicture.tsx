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
  /** The pointer is lifted. */
  readonly onRelease?: (across: number, down: number, event: PointerEvent) => void;
  /** It was taken away: a touch became a scroll. */
  readonly onCancel?: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus?: () => void;
  /** A finger draws here, and does not scroll the page. */
  readonly isDrawnOn?: boolean;
  /** What lies in the picture's frame, one over the other. */
  readonly children: ReactNode;
}

/** A picture whose places can be asked about, by pointer and by keys. */
export function PointedPicture(props: PointedPictureProps) {
  const { size, label, readout, onPoint, onRelease, onCancel, onKeyDown, onFocus, isDrawnOn = false, children } = props;
  const id = useId();
  const ratio: CSSProperties & Record<"--ratio", string> = { "--ratio": `${size.width} / ${size.height}` };

  function told(tell: PointedPictureProps["onPoint"], event: PointerEvent<HTMLButtonElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    tell((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, event);
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
          data-drawn-on={isDrawnOn}
          onPointerDown={(event) => told(onPoint, event)}
          onPointerMove={(event) => told(onPoint, event)}
          onPointerUp={onRelease && ((event) => told(onRelease, event))}
          onPointerCancel={onCancel}
          // The right button points as the left one does, where the picture heeds it.
          onContextMenu={onRelease && ((event) => event.preventDefault())}
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
