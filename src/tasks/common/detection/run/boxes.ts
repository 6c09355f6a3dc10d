import type { Size } from "../../../../shared/image/size.ts";

/**
 * Left, top, right and bottom of a box in pixels, in the float32 of Python: a side that comes out whole must not fall a
 * pixel short.
 * @param boxes [queries, 4]: middle, width and height as shares of the picture
 */
export function cornersOf(boxes: Float32Array, query: number, { width, height }: Size): readonly number[] {
  const [x = 0, y = 0, w = 0, h = 0] = boxes.subarray(query * 4, query * 4 + 4);
  const side = (middle: number, half: number, scale: number) => Math.fround(Math.fround(middle + half) * scale);
  return [side(x, -0.5 * w, width), side(y, -0.5 * h, height), side(x, 0.5 * w, width), side(y, 0.5 * h, height)];
}
