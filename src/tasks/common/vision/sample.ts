import type { Pixels } from "../../../shared/media.ts";

/** A picture for fixtures: a gradient with a disc. @param alpha of what lies outside of the disc */
export function samplePicture(width: number, height: number, alpha = 255): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside = Math.hypot(x - width / 2, y - height / 2) < Math.min(width, height) / 3;
      data.set(
        [(255 * x) / width, (255 * y) / height, isInside ? 60 : 180, isInside ? 255 : alpha],
        (y * width + x) * 4,
      );
    }
  }
  return { data, width, height };
}
