import type { Size } from "../../shared/image/size.ts";
import type { Box, Point, Prompt } from "./prompt.ts";

/** What a click does. */
export const modes = ["keep", "leave", "box"] as const;
export type Mode = (typeof modes)[number];

/** A place in pixels of the picture. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Whole pixels, as they stand in the option: a screen shows no finer. @param across shares of the sides, 0..1 */
export function placeAt(across: number, down: number, { width, height }: Size): Place {
  const within = (share: number, side: number) => Math.round(Math.max(0, Math.min(1, share)) * side);
  return { x: within(across, width), y: within(down, height) };
}

/** What lies between two corners, whichever they are; nothing where they share a side. */
export function boxBetween(one: Place, other: Place): Box | null {
  const [xmin, xmax] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const [ymin, ymax] = [Math.min(one.y, other.y), Math.max(one.y, other.y)];
  return xmin < xmax && ymin < ymax ? { xmin, ymin, xmax, ymax } : null;
}

/** With one more place: a point where the same kind is already changes nothing, one of the other kind takes its place. */
export function withPoint({ points, box }: Prompt, place: Place, label: Point["label"]): Prompt {
  const others = points.filter(({ x, y }) => x !== place.x || y !== place.y);
  return { points: [...others, { ...place, label }], box };
}

/** What there was before each change, for as long as nobody else changes it. */
export interface History {
  readonly before: readonly Prompt[];
  readonly last: Prompt;
}

export function isSame(one: Prompt, other: Prompt): boolean {
  return JSON.stringify([one.points, one.box]) === JSON.stringify([other.points, other.box]);
}

/** One step back; of what came from elsewhere, the last point goes first. */
export function undone(prompt: Prompt, history: History | undefined): Prompt {
  const known = history && isSame(history.last, prompt) ? history.before.at(-1) : undefined;
  if (known) return known;
  return prompt.points.length > 0 ? { ...prompt, points: prompt.points.slice(0, -1) } : { points: [], box: null };
}
