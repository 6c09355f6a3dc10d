import type { Size } from "../shared/image/size.ts";

/** A pixel of a picture that is pointed at. */
export interface Probe {
  readonly x: number;
  readonly y: number;
}

/** An arrow goes a fiftieth of the picture, with Shift a pixel. */
const stride = 50;

const directions: ReadonlyMap<string, Probe> = new Map([
  ["ArrowLeft", { x: -1, y: 0 }],
  ["ArrowRight", { x: 1, y: 0 }],
  ["ArrowUp", { x: 0, y: -1 }],
  ["ArrowDown", { x: 0, y: 1 }],
]);

/** Where a key takes the probe, from the middle where there is none; `undefined` for a key that takes it nowhere. */
export function movedProbe(probe: Probe | undefined, key: string, isFine: boolean, size: Size): Probe | undefined {
  const direction = directions.get(key);
  if (!direction) return undefined;
  if (!probe) return middleOf(size);
  const step = (side: number) => (isFine ? 1 : Math.max(1, Math.round(side / stride)));
  return within({ x: probe.x + direction.x * step(size.width), y: probe.y + direction.y * step(size.height) }, size);
}

export function middleOf({ width, height }: Size): Probe {
  return { x: Math.floor(width / 2), y: Math.floor(height / 2) };
}

/** @param across shares of the sides, 0..1 */
export function probeAt(across: number, down: number, size: Size): Probe {
  return within({ x: Math.floor(across * size.width), y: Math.floor(down * size.height) }, size);
}

function within({ x, y }: Probe, { width, height }: Size): Probe {
  return { x: Math.max(0, Math.min(width - 1, x)), y: Math.max(0, Math.min(height - 1, y)) };
}
