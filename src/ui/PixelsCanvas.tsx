import { useEffect, useRef } from "react";
import type { Pixels } from "../shared/media.ts";

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

/** The bytes as `ImageData` wants them; shared memory, which it does not take, is copied. */
function imageDataOf({ data, width, height }: Pixels): ImageData {
  const { buffer } = data;
  const bytes =
    buffer instanceof ArrayBuffer
      ? new Uint8ClampedArray(buffer, data.byteOffset, data.length)
      : Uint8ClampedArray.from(data);
  return new ImageData(bytes, width, height);
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
    const size = { resizeWidth: target.width, resizeHeight: target.height, resizeQuality: "medium" } as const;
    createImageBitmap(imageDataOf({ data, width, height }), size).then((bitmap) => {
      if (!stale) {
        context.clearRect(0, 0, target.width, target.height);
        context.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    });
    return () => {
      stale = true;
    };
  }, [data, width, height]);
  return (
    <canvas ref={ref} role="img" aria-label={label} className={className} width={shown.width} height={shown.height} />
  );
}
