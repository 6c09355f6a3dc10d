import { useEffect, useRef } from "react";
import type { Pixels } from "../shared/media.ts";
import css from "./CutOut.module.css";
import type { Box, SegmentMap } from "./segment-map.ts";

/** Longest side drawn. */
const longestSide = 320;

interface CutOutProps {
  readonly pixels: Pixels;
  readonly map: SegmentMap;
  /** Of the segment, counted from 1. */
  readonly number: number;
  readonly box: Box;
  /** What is cut out, in words. */
  readonly label: string;
}

/** One segment by itself, over a checkerboard: every so many pixels of it, so that a photo of any size is drawn at once. */
export function CutOut({ pixels, map, number, box, label }: CutOutProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [across, down] = [box.right - box.left, box.bottom - box.top];
  const scale = Math.min(1, longestSide / Math.max(across, down));
  const width = Math.max(1, Math.round(across * scale));
  const height = Math.max(1, Math.round(down * scale));
  useEffect(() => {
    const small = new ImageData(width, height);
    // A pixel is four bytes: as a word each is one write, where a view of each would be an object.
    const { buffer, byteOffset, length } = pixels.data;
    const from = new Uint32Array(buffer, byteOffset, length / 4);
    const to = new Uint32Array(small.data.buffer);
    for (let y = 0; y < height; y++) {
      const line = (box.top + Math.floor(((y + 0.5) * down) / height)) * map.width + box.left;
      for (let x = 0; x < width; x++) {
        const place = line + Math.floor(((x + 0.5) * across) / width);
        if (map.map[place] === number) to[y * width + x] = from[place] ?? 0;
      }
    }
    ref.current?.getContext("2d")?.putImageData(small, 0, 0);
  }, [pixels, map, number, box, width, height, across, down]);
  return <canvas ref={ref} role="img" aria-label={label} className={css.cutOut} width={width} height={height} />;
}
