import type { Bitmap } from "./resize.ts";
import type { Size } from "./size.ts";

/**
 * The mean of each block of pixels, those at the right and lower edge of what is there; alpha is dropped.
 * Source: `src/libImaging/Reduce.c` of Pillow 13 (MIT-CMU), whose result this equals bit for bit.
 */
export function reduce(source: Bitmap, block: Size): Bitmap {
  const { data, channels } = source;
  const kept = channels === 4 ? 3 : channels;
  const width = Math.ceil(source.width / block.width);
  const height = Math.ceil(source.height / block.height);
  const result = new Uint8ClampedArray(width * height * kept);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [y * block.height, Math.min(source.height, (y + 1) * block.height)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [x * block.width, Math.min(source.width, (x + 1) * block.width)];
      const count = (bottom - top) * (right - left);
      // Multiplied by a whole number of 24 bits in the place of a division.
      const share = Math.trunc(2 ** 24 / count);
      for (let channel = 0; channel < kept; channel++) {
        let sum = Math.trunc(count / 2);
        for (let row = top; row < bottom; row++) {
          for (let at = left; at < right; at++) sum += data[(row * source.width + at) * channels + channel] ?? 0;
        }
        result[(y * width + x) * kept + channel] = Math.trunc((sum * share) / 2 ** 24);
      }
    }
  }
  return { data: result, width, height, channels: kept };
}
