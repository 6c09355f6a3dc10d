import type { Pixels } from "../../../shared/media.ts";
import { InputError } from "../notice.ts";
import type { ImageDraft } from "./draft.ts";
import { readRgba } from "./rgba.ts";

/** Twice what most cameras take; beyond it a picture costs more memory than a model makes use of. */
export const maxPixels = 24_000_000;

/** The size that fits `maxPixels` in the same proportion. */
export function fittedSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const scale = Math.sqrt(Math.min(1, maxPixels / (width * height)));
  return scale === 1
    ? { width, height }
    : { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/**
 * Reads a picture as Python's PIL would after `exif_transpose`: turned upright, and with the values that are in the
 * file. PIL manages no colours, models were trained on what it read, and so a colour profile is ignored here too.
 */
const asStored = {
  imageOrientation: "from-image",
  premultiplyAlpha: "none",
  colorSpaceConversion: "none",
} as const;

/**
 * A picture at full size, or scaled down to `maxPixels`, which `original` then tells.
 * @throws InputError `image-unreadable`
 */
export async function decodeImage(file: Blob, name = ""): Promise<ImageDraft> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, asStored);
  } catch (cause) {
    throw new InputError("image-unreadable", { cause });
  }
  const { width, height } = bitmap;
  const size = fittedSize(width, height);
  if (size.width === width) return { pixels: take(bitmap), name, file };
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: size.width,
    resizeHeight: size.height,
    // "high" holds the page up four times as long (2.2 s for 32 MP) and is made for far smaller results.
    resizeQuality: "medium",
    premultiplyAlpha: "none",
  });
  bitmap.close();
  return { pixels: take(smaller), name, file, original: { width, height } };
}

function take(bitmap: ImageBitmap): Pixels {
  const pixels = readRgba(bitmap);
  bitmap.close();
  return pixels;
}
