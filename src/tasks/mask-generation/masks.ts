import { enlarge } from "../../shared/image/interpolate.ts";
import { createEnlargedMaskPng } from "../../shared/image/mask-png.ts";
import type { Geometry } from "../../shared/image/prepared.ts";
import type { Size } from "../../shared/image/size.ts";
import { stretchesAbove } from "../../shared/image/stretches.ts";
import { floatsOf, type TensorMap } from "../../shared/tensor.ts";
import type { Mask } from "./definition.ts";

/** Of a pixel's logit. */
const maskThreshold = 0;

/**
 * The masks on the picture's own pixels as `post_process_masks` of the image processor has them, best first, the model's
 * order among equals. One at a time, and none is ever enlarged to the picture: memory goes by the model's size.
 * @param outputs `iou_scores` [1, 1, count], `pred_masks` [1, 1, count, height, width]
 * @param className of the image processor
 * @param told size of the PNGs, where the picture was read on fewer pixels
 */
export function masksOf(
  outputs: TensorMap,
  className: string | undefined,
  geometry: Geometry,
  told: Size = geometry.original,
): Mask[] {
  const scores = floatsOf(outputs, "iou_scores").data;
  const { data, dims } = floatsOf(outputs, "pred_masks");
  const [height = 1, width = 1] = dims.slice(-2);
  const plane = width * height;
  const found = Array.from(scores, (score, place) => {
    const logits = data.subarray(place * plane, (place + 1) * plane);
    // SAM pads pictures to a square and knows it; SAM 2 stretches them.
    const isPadded = className !== "Sam2";
    const { map, size } = isPadded
      ? unpadded(logits, { width, height }, geometry)
      : { map: logits, size: { width, height } };
    return { score, ...drawn(map, size, geometry.original, told) };
  });
  return found.toSorted((one, other) => other.score - one.score);
}

/** SAM's way back: to the size of what the model saw, where the padding is cut off. */
function unpadded(logits: Float32Array, from: Size, { input, place }: Geometry) {
  const seen = enlarge(logits, from, input);
  const size = { width: place.width, height: place.height };
  const map = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    map.set(seen.subarray(y * input.width, y * input.width + size.width), y * size.width);
  }
  return { map, size };
}

function drawn(map: Float32Array, from: Size, picture: Size, told: Size): Omit<Mask, "score"> {
  const png = createEnlargedMaskPng(picture, told);
  const ends: number[] = [];
  let area = 0;
  let [left, top, right, bottom] = [picture.width, picture.height, 0, 0];
  stretchesAbove(map, from, picture, maskThreshold, (y, first, last) => {
    png.add(y, first, last);
    area += last - first;
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y + 1;
    ends.push(y * picture.width + first, y * picture.width + last);
  });
  const bounds = area > 0 ? { left, top, right, bottom } : { left: 0, top: 0, right: 0, bottom: 0 };
  return { area, bounds, stretches: Uint32Array.from(ends), mask: png.finish() };
}
