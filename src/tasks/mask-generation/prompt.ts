import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import type { Size } from "../../shared/image/size.ts";

const place = v.pipe(v.number(), v.finite());

/** A place in pixels of the picture as it was given, from its upper left corner: what is wanted lies there (1), or does not (0). */
export const Point = v.strictObject({ x: place, y: place, label: v.picklist([0, 1]) });
export type Point = v.InferOutput<typeof Point>;

/** What is wanted lies within, in pixels of the picture as it was given. */
export const Box = v.strictObject({ xmin: place, ymin: place, xmax: place, ymax: place });
export type Box = v.InferOutput<typeof Box>;

/** What is to be cut out. */
export interface Prompt {
  readonly points: readonly Point[];
  readonly box: Box | null;
}

export function isEmpty({ points, box }: Prompt): boolean {
  return points.length === 0 && box === null;
}

/** The same in pixels of another size of the picture. */
export function scaledPrompt({ points, box }: Prompt, from: Size, to: Size): Prompt {
  const [x, y] = [to.width / from.width, to.height / from.height];
  return {
    points: points.map((point) => ({ ...point, x: point.x * x, y: point.y * y })),
    box: box && { xmin: box.xmin * x, ymin: box.ymin * y, xmax: box.xmax * x, ymax: box.ymax * y },
  };
}

/** @throws TaskError where a place lies outside of the picture, or a box holds nothing: Python would point anywhere */
export function refuseOutside({ points, box }: Prompt, { width, height }: Size): void {
  const isInside = (x: number, y: number) => x >= 0 && y >= 0 && x <= width && y <= height;
  const values = { width: String(width), height: String(height) };
  const outside = points.find(({ x, y }) => !isInside(x, y));
  if (outside) {
    const { x, y } = outside;
    throw new TaskError("input-invalid", `The point (${x}, ${y}) is not in ${width} × ${height} pixels.`, undefined, {
      reason: "point-outside",
      values: { ...values, x: String(x), y: String(y) },
    });
  }
  if (!box) return;
  const { xmin, ymin, xmax, ymax } = box;
  if (isInside(xmin, ymin) && isInside(xmax, ymax) && xmin < xmax && ymin < ymax) return;
  const written = `${xmin}, ${ymin}, ${xmax}, ${ymax}`;
  throw new TaskError("input-invalid", `The box (${written}) is none in ${width} × ${height} pixels.`, undefined, {
    reason: "box-outside",
    values: { ...values, box: written },
  });
}
