import type { Pixels } from "../../shared/media.ts";
import type { FloatTensor } from "../../shared/tensor.ts";

/** [1, 3, height, width] from 0 to 1, cut off there, in 8 bits; halves go to the even level, as NumPy rounds. */
export function toPixels({ data, dims }: FloatTensor): Pixels {
  const [height = 1, width = 1] = dims.slice(-2);
  const plane = width * height;
  const pixels = new Uint8ClampedArray(plane * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const from = channel * plane;
    for (let at = 0; at < plane; at++) pixels[at * 4 + channel] = Math.fround((data[from + at] ?? 0) * 255);
  }
  return { data: pixels, width, height };
}
