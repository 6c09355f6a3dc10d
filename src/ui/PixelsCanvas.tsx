import { useEffect, useRef } from "react";
import type { Pixels } from "../shared/media.ts";
import { nextMacrotask } from "../shared/pause.ts";

/** Longest side drawn: beyond what a screen shows, a canvas of 24 MP only costs memory. */
const longestSide = 2048;

interface PixelsCanvasProps {
  readonly pixels: Pixels;
  /** What the picture is, in words. */
  readonly label: string;
  readonly className?: string | undefined;
  /** Longest side drawn, where it is a small picture of a large one. */
  readonly longest?: number;
}

/** Of a strip that is copied into a bitmap at once: some milliseconds' work. */
const stripPixels = 500_000;
/** Rows on each side of a strip, which the scaled rows at its edges are made of as well. */
const margin = 8;

/** The rows as `ImageData` wants them; shared memory, which it does not take, is copied. */
function rowsOf({ data, width }: Pixels, from: number, to: number): ImageData {
  const { buffer } = data;
  const rows = data.subarray(from * width * 4, to * width * 4);
  const bytes =
    buffer instanceof ArrayBuffer
      ? new Uint8ClampedArray(buffer, rows.byteOffset, rows.length)
      : Uint8ClampedArray.from(rows);
  return new ImageData(bytes, width, to - from);
}

/**
 * The picture at the canvas' size. Strip by strip, since a photo of 12 MP that is handed over at once holds the page up
 * for 60 ms.
 */
async function drawn(pixels: Pixels, { width, height }: HTMLCanvasElement, isStale: () => boolean) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  const scale = height / pixels.height;
  const step = Math.max(1, Math.floor((stripPixels / pixels.width) * scale));
  for (let top = 0; context && top < height && !isStale(); top += step) {
    const end = Math.min(height, top + step);
    const from = Math.max(0, Math.floor(top / scale) - margin);
    const to = Math.min(pixels.height, Math.ceil(end / scale) + margin);
    const strip = await createImageBitmap(rowsOf(pixels, from, to));
    context.save();
    context.beginPath();
    context.rect(0, top, width, end - top);
    context.clip();
    context.imageSmoothingQuality = "medium";
    context.drawImage(strip, 0, from * scale, width, (to - from) * scale);
    context.restore();
    // A canvas gathers what is drawn, and would draw all strips at once.
    context.getImageData(0, top, 1, 1);
    strip.close();
    if (end < height) await nextMacrotask();
  }
  return canvas;
}

/** A decoded picture on screen; CSS gives it its size. */
export function PixelsCanvas({ pixels, label, className, longest = longestSide }: PixelsCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const { data, width, height } = pixels;
  const scale = Math.min(1, longest / Math.max(width, height));
  const shown = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (!context) return;
    let stale = false;
    const target = context.canvas;
    drawn({ data, width, height }, target, () => stale).then((picture) => {
      if (stale) return;
      context.clearRect(0, 0, target.width, target.height);
      context.drawImage(picture, 0, 0);
    });
    return () => {
      stale = true;
    };
  }, [data, width, height]);
  return (
    <canvas ref={ref} role="img" aria-label={label} className={className} width={shown.width} height={shown.height} />
  );
}
