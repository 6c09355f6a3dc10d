import { TaskError } from "../errors.ts";
import type { Pixels } from "../media.ts";
import type { Resample } from "./filters.ts";
import { type Bitmap, type Library, resize, type Window } from "./resize.ts";
import type { Size } from "./size.ts";

/** A picture on its way to a model, and where the whole picture lies in it; it sticks out where it was cropped. */
export interface Frame extends Bitmap {
  readonly place: Window;
}

/** Without a copy: the first step that computes takes alpha away. */
export function frameOf({ data, width, height }: Pixels): Frame {
  return { data, width, height, channels: 4, place: { left: 0, top: 0, width, height } };
}

export interface Resizing {
  readonly resample: Resample;
  readonly library: Library;
}

/** Half a gigabyte of colours. Only a very thin picture comes here, at a class that scales by its shorter side. */
const mostPixels = 180_000_000;

/** Resizes to `target` and keeps its middle, black where the crop is larger. */
export function resizeFrame(frame: Frame, target: Size, { resample, library }: Resizing, crop?: Crop): Frame {
  const left = crop?.left ?? 0;
  const top = crop?.top ?? 0;
  const { width, height } = crop ?? target;
  const visible = {
    left: Math.max(0, left),
    top: Math.max(0, top),
    width: Math.min(target.width, left + width) - Math.max(0, left),
    height: Math.min(target.height, top + height) - Math.max(0, top),
  };
  if (visible.width * visible.height > mostPixels) {
    throw new TaskError(
      "input-invalid",
      `The model would see the picture at ${target.width} × ${target.height} pixels.`,
      undefined,
      { reason: "picture-stretched", values: { width: String(target.width), height: String(target.height) } },
    );
  }
  const resized = resize(frame, target, resample, library, visible);
  return {
    ...onBlack(resized, { width, height }, { left: Math.max(0, -left), top: Math.max(0, -top) }),
    place: moved(),
  };

  function moved(): Window {
    const [x, y] = [target.width / frame.width, target.height / frame.height];
    const { place } = frame;
    return { left: place.left * x - left, top: place.top * y - top, width: place.width * x, height: place.height * y };
  }
}

/** What is kept of a resized picture; left and top are negative where it is the larger one. */
export type Crop = Window;

/** How two libraries and one class of torchvision halve an odd difference. */
export type Halving = (difference: number) => number;

export const halvings = {
  pillow: Math.floor,
  torchvision: Math.trunc,
} as const satisfies Record<Library, Halving>;

/** The middle of a picture. @param halve from the difference of two sides, halved, to whole pixels */
export function centerOf(picture: Size, { width, height }: Size, halve: Halving): Crop {
  return { left: halve((picture.width - width) / 2), top: halve((picture.height - height) / 2), width, height };
}

/** Puts a frame on a larger black one. */
export function padFrame(frame: Frame, size: Size, at: { readonly left: number; readonly top: number }): Frame {
  const { place } = frame;
  return { ...onBlack(frame, size, at), place: { ...place, left: place.left + at.left, top: place.top + at.top } };
}

function onBlack(bitmap: Bitmap, size: Size, at: { readonly left: number; readonly top: number }): Bitmap {
  const { data, width, height, channels } = bitmap;
  if (width === size.width && height === size.height) return bitmap;
  const result = new Uint8ClampedArray(size.width * size.height * channels);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * channels, (y + 1) * width * channels);
    result.set(row, ((at.top + y) * size.width + at.left) * channels);
  }
  return { data: result, ...size, channels };
}
