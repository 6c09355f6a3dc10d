import { useEffect, useMemo, useRef } from "react";
import css from "./SegmentTint.module.css";
import { type Rgb, type SegmentMap, thinned, tintedOf } from "./segment-map.ts";

/** Enough for a screen; drawn anew with each segment that is pointed at. */
const longestSide = 800;

interface SegmentTintProps {
  readonly map: SegmentMap;
  /** Of the segments, in the order of their numbers. Give the same list for as long as it is the same. */
  readonly colours: readonly Rgb[];
  /** The segment that is pointed at, counted from 1; the others step back. */
  readonly active: number | undefined;
  /** 0..1 */
  readonly opacity: number;
}

/** The colours of segments, to lie over their picture. */
export function SegmentTint({ map, colours, active, opacity }: SegmentTintProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const thin = useMemo(() => thinned(map, longestSide), [map]);
  useEffect(() => {
    const tinted = new ImageData(tintedOf(thin, colours, active), thin.width, thin.height);
    ref.current?.getContext("2d")?.putImageData(tinted, 0, 0);
  }, [thin, colours, active]);
  return (
    <div className={css.tint} aria-hidden="true" style={{ opacity }}>
      <canvas ref={ref} className={css.tint} width={thin.width} height={thin.height} />
    </div>
  );
}
