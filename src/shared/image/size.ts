import { roundHalfEven } from "../round.ts";

/** Lengths in whole pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Down to a multiple, but never to nothing: Python fails there, and so would a graph. */
export function floorTo(value: number, multiple: number): number {
  return Math.max(1, Math.floor(value / multiple)) * multiple;
}

/**
 * The shorter side as asked, the longer one truncated: `get_resize_output_image_size` of `image_transforms.py`.
 * @param longest where the longer side would pass this, it becomes this and the shorter one follows
 */
export function toShortestEdge({ width, height }: Size, edge: number, longest?: number): Size {
  const [short, long] = width <= height ? [width, height] : [height, width];
  let newShort = edge;
  let newLong = Math.trunc((edge * long) / short);
  if (longest !== undefined && newLong > longest) {
    newShort = Math.max(1, Math.trunc((longest * newShort) / newLong));
    newLong = longest;
  }
  return width <= height ? { width: newShort, height: newLong } : { width: newLong, height: newShort };
}

/** DETR's own reading of the same two numbers: `get_size_with_aspect_ratio`, whose last pixel differs. */
export function toEdges({ width, height }: Size, shortest: number, longest: number): Size {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const fits = (long / short) * shortest <= longest;
  const exact = fits ? shortest : (longest * short) / long;
  const edge = fits ? shortest : Math.max(1, roundHalfEven(exact));
  if (short === edge) return { width, height };
  return width < height
    ? { width: edge, height: Math.trunc((exact * height) / width) }
    : { width: Math.trunc((exact * width) / height), height: edge };
}

/** As large as fits into a box: `get_image_size_for_max_height_width`. */
export function toFit({ width, height }: Size, box: Size): Size {
  const scale = Math.min(box.height / height, box.width / width);
  return { width: Math.max(1, Math.trunc(width * scale)), height: Math.max(1, Math.trunc(height * scale)) };
}

/** ZoeDepth's on each side of a picture, `int(sqrt(side / 2) * 3)`: its answers are wrong at the edges of what it sees. */
export function zoePadding({ width, height }: Size): Size {
  const of = (side: number) => Math.trunc(Math.sqrt(side / 2) * 3);
  return { width: of(width), height: of(height) };
}

/** The longer side as asked, both rounded: `SamImageProcessor._get_preprocess_shape`. */
export function toLongestEdge({ width, height }: Size, edge: number): Size {
  const scale = edge / Math.max(width, height);
  const rounded = (side: number) => Math.max(1, Math.trunc(side * scale + 0.5));
  return { width: rounded(width), height: rounded(height) };
}
