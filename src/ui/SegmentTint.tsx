import { useEffect, useMemo, useRef } from "react";
import { nextMacrotask } from "../shared/pause.ts";
import css from "./SegmentTint.module.css";
import { type Rgb, type SegmentMap, thinned, thinnedSizeOf, tintedOf } from "./segment-map.ts";

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
  const { width, height } = thinnedSizeOf(map, longestSide);
  const thinOnce = useMemo(() => {
    let thin: SegmentMap | undefined;
    return () => {
      thin ??= thinned(map, longestSide);
      return thin;
    };
  }, [map]);
  useEffect(() => {
    let isStale = false;
    /** Each step in a task of its own: the whole result is drawn in the one that this effect is in. */
    async function draw(): Promise<void> {
      await nextMacrotask();
      if (isStale) return;
      const thin = thinOnce();
      await nextMacrotask();
      if (isStale) return;
      const tinted = new ImageData(tintedOf(thin, colours, active), thin.width, thin.height);
      ref.current?.getContext("2d")?.putImageData(tinted, 0, 0);
    }
    void draw();
    return () => {
      isStale = true;
    };
  }, [thinOnce, colours, active]);
  return (
    <div className={css.tint} aria-hidden="true" style={{ opacity }}>
      <canvas ref={ref} className={css.tint} width={width} height={height} />
    </div>
  );
}
