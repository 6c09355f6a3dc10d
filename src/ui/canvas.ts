import { type RefObject, useCallback, useEffect, useRef } from "react";
import { useTheme } from "./theme.ts";

export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** A colour token (`--accent`) as the present theme has it. */
  ink(token: string): string;
}

/** By theme and token, which are the same for the whole page: to ask for one makes the browser compute styles anew. */
const colours = new Map<string, string>();

/** A token may itself be `light-dark(...)`: only as a colour of an element is it resolved. */
function colourOf(canvas: HTMLCanvasElement, token: string): string {
  canvas.style.color = `var(${token})`;
  return getComputedStyle(canvas).color;
}

const nothingMore: readonly undefined[] = [];

type CanvasRef = RefObject<HTMLCanvasElement | null>;

/** Draws again whenever the canvas changes size, the theme changes, or `draw` does: keep it stable with `useCallback`. */
export function useCanvas(draw: (sheet: Sheet) => void): CanvasRef {
  const inOneSlice = useCallback(
    (sheet: Sheet) => {
      draw(sheet);
      return nothingMore.values();
    },
    [draw],
  );
  return useSlicedCanvas(inOneSlice);
}

/** As `useCanvas`, for what takes longer than a frame: the page may breathe wherever `draw` yields. */
export function useSlicedCanvas(draw: (sheet: Sheet) => Iterator<undefined>): CanvasRef {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const ink = (token: string) => {
      const key = `${theme} ${token}`;
      const known = colours.get(key) ?? colourOf(canvas, token);
      colours.set(key, known);
      return known;
    };
    let painted = "";
    let frame = 0;
    const goOn = (drawing: Iterator<undefined>) => {
      if (!drawing.next().done) frame = requestAnimationFrame(() => goOn(drawing));
    };
    const paint = () => {
      const { clientWidth: width, clientHeight: height } = canvas;
      // An observer calls at once, when nothing has changed: painting ten thousand points twice would be felt.
      const size = `${width} ${height} ${window.devicePixelRatio}`;
      if (size === painted) return;
      painted = size;
      const ratio = window.devicePixelRatio;
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
      context.scale(ratio, ratio);
      cancelAnimationFrame(frame);
      goOn(draw({ context, width, height, ink }));
    };
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [draw, theme]);
  return ref;
}
