import { floatTensor, longTensor } from "../../tensor.ts";
import { resizeFrame } from "../frame.ts";
import { type PreparedImage, toPrepared } from "../prepared.ts";
import type { Settings } from "../settings.ts";
import type { Size } from "../size.ts";
import { type ImageRule, imagenetStandard } from "./rule.ts";

/** The largest size of whole patches that stays within their number, by bisection as in Python. */
function sizeOf(picture: Size, { patch_size: patch, max_num_patches: most }: Settings): Size {
  const precision = 1e-5;
  let [low, high] = [precision / 10, 100];
  const at = (scale: number): Size => {
    const whole = (side: number) => Math.max(patch, Math.ceil((side * scale) / patch) * patch);
    return { width: whole(picture.width), height: whole(picture.height) };
  };
  while (high - low >= precision) {
    const middle = (low + high) / 2;
    const { width, height } = at(middle);
    if ((height / patch) * (width / patch) <= most) low = middle;
    else high = middle;
  }
  return at(low);
}

/** A picture as a list of patches, channels last in each; what the list lacks is zeros. */
function toPatches(picture: PreparedImage, { patch_size: patch, max_num_patches: most }: Settings): PreparedImage {
  const { width, height } = picture.geometry.input;
  const [columns, rows] = [Math.floor(width / patch), Math.floor(height / patch)];
  const length = patch * patch * 3;
  const values = new Float32Array(Math.max(most, columns * rows) * length);
  let to = 0;
  for (let place = 0; place < columns * rows; place++) {
    const [left, top] = [(place % columns) * patch, Math.floor(place / columns) * patch];
    for (let pixel = 0; pixel < patch * patch; pixel++) {
      const at = (top + Math.floor(pixel / patch)) * width + left + (pixel % patch);
      for (let channel = 0; channel < 3; channel++) {
        values[to++] = picture.pixelValues.data[channel * width * height + at] ?? 0;
      }
    }
  }
  const patches = values.length / length;
  return {
    pixelValues: floatTensor(values, [1, patches, length]),
    pixelMask: longTensor(
      Array.from({ length: patches }, (_, place) => (place < columns * rows ? 1 : 0)),
      [1, patches],
    ),
    spatialShapes: longTensor([rows, columns], [1, 2]),
    geometry: picture.geometry,
  };
}

/** SigLIP 2 of the NaFlex kind: any aspect, as many patches as fit. */
export const siglip2: ImageRule = {
  defaults: { integerSize: "square", patch_size: 16, max_num_patches: 256, ...imagenetStandard },
  prepare(frame, settings) {
    const target = settings.do_resize ? sizeOf(frame, settings) : frame;
    return toPatches(toPrepared(resizeFrame(frame, target, settings), frame, settings), settings);
  },
};
