import type { Size } from "../../../shared/image/size.ts";
import type { Pixels } from "../../../shared/media.ts";
import { InputError } from "../notice.ts";
import type { ImageDraft } from "./draft.ts";
import { findNature, findUnreadFormat } from "./nature.ts";
import { readRgba } from "./rgba.ts";
import { findPictureSize } from "./size.ts";

/** Twice what most cameras take; beyond it a picture costs more memory than a model makes use of. */
export const maxPixels = 24_000_000;

/** A gigabyte of RGBA, and 16,384 squared: beyond it browsers give up, and say that the file were damaged. */
const maxDecoded = 2 ** 28;

/** A JPEG has its size behind what cameras write about it. */
const headBytes = 262_144;

/** The longer side of a drawing that names no size. */
const usualSide = 512;

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
 * A picture at full size, or scaled down to `maxPixels`, which `pixels.original` then tells.
 * @throws InputError `image-unreadable`, `image-format`, `image-heic` or `image-too-large`
 */
export async function decodeImage(file: Blob, name = ""): Promise<ImageDraft> {
  const head = await file.slice(0, headBytes).arrayBuffer();
  const stated = findPictureSize(head);
  if (stated && stated.width * stated.height > maxDecoded) {
    throw new InputError("image-too-large", { values: { ...stated, max: maxDecoded } });
  }
  const nature = findNature(head);
  let bitmap: ImageBitmap;
  try {
    bitmap = nature === "drawn" ? await rasterise(file) : await createImageBitmap(file, asStored);
  } catch (cause) {
    // Some browsers read HEIC.
    if (nature === "heic") throw new InputError("image-heic", { cause });
    const format = findUnreadFormat(head);
    if (format !== undefined) throw new InputError("image-format", { cause, values: { format } });
    throw new InputError("image-unreadable", { cause });
  }
  const { width, height } = bitmap;
  const size = fittedSize(width, height);
  const made = { name, file, ...(nature === "moving" && ({ isFirstFrame: true } as const)) };
  if (size.width === width) return { ...made, pixels: await take(bitmap) };
  const smaller = await createImageBitmap(bitmap, {
    resizeWidth: size.width,
    resizeHeight: size.height,
    // "high" holds the page up four times as long (2.2 s for 32 MP) and is made for far smaller results.
    resizeQuality: "medium",
    premultiplyAlpha: "none",
  });
  bitmap.close();
  return { ...made, pixels: { ...(await take(smaller)), original: { width, height } } };
}

async function take(bitmap: ImageBitmap): Promise<Pixels> {
  const pixels = await readRgba(bitmap);
  bitmap.close();
  return pixels;
}

/** Browsers take 300 x 150 for the size of one that names none, or what fits in there: too few pixels for any model. */
async function sizeOfDrawing(file: Blob, { naturalWidth, naturalHeight }: HTMLImageElement): Promise<Size> {
  const [width, height] = [naturalWidth || usualSide, naturalHeight || usualSide];
  const [root = ""] = /<svg\b[^>]*>/.exec(await file.slice(0, headBytes).text()) ?? [];
  if (/\swidth\s*=\s*["']\s*[\d.]+\s*(?!%)[a-z]*\s*["']/.test(root)) return { width, height };
  const scale = usualSide / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A drawing (SVG) at the size that it names itself, or at the largest that is taken. Browsers decode none by `createImageBitmap`, but draw it from an element, where
 * it runs no script and fetches nothing.
 * @throws DOMException where it is damaged
 */
async function rasterise(file: Blob): Promise<ImageBitmap> {
  const drawn = new Blob([file], { type: "image/svg+xml" });
  const image = new Image();
  const url = URL.createObjectURL(drawn);
  try {
    image.src = url;
    await image.decode();
    const drawnSize = await sizeOfDrawing(file, image);
    // It has no pixels of its own: a poster of many metres is as sharp at a size that models take.
    const { width, height } = fittedSize(drawnSize.width, drawnSize.height);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
    return canvas.transferToImageBitmap();
  } finally {
    URL.revokeObjectURL(url);
  }
}
