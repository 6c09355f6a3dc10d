import type { Size } from "../../shared/image/size.ts";
import type { Pixels } from "../../shared/media.ts";
import type { Enlarged } from "./definition.ts";

/** The part of the answer that is the picture, without what the model was shown of its mirrored edges. */
export function unmirrored({ whole, scale }: Enlarged, original: Size): Pixels {
  const width = Math.min(whole.width, original.width * scale);
  const height = Math.min(whole.height, original.height * scale);
  if (width === whole.width) return { data: whole.data.subarray(0, width * height * 4), width, height };
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = y * whole.width * 4;
    data.set(whole.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { data, width, height };
}
