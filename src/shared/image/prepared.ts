import { type FloatTensor, floatTensor, type LongTensor } from "../tensor.ts";
import type { Frame } from "./frame.ts";
import { levelsOf, normalised } from "./levels.ts";
import type { Plane } from "./planes.ts";
import type { Window } from "./resize.ts";
import type { Settings } from "./settings.ts";
import type { Size } from "./size.ts";

/** How what the model sees lies over the picture: postprocessing goes back by it. */
export interface Geometry {
  readonly original: Size;
  /** What the model sees, padding included. */
  readonly input: Size;
  /** Where the whole picture lies in it, in the model's pixels; it sticks out where it was cropped. */
  readonly place: Window;
}

/** A picture as a model takes it. */
export interface PreparedImage {
  /** [1, 3, height, width]; from SigLIP 2 [1, patches, values of a patch]; of tiles [1, tiles, 3, height, width], of Qwen [patches, values]. */
  readonly pixelValues: FloatTensor;
  /** 1 where there is picture, 0 where there is padding: [1, height, width], from SigLIP 2 [1, patches], of tiles as they are. */
  readonly pixelMask?: LongTensor;
  /** SigLIP 2's rows and columns of patches: [1, 2]. */
  readonly spatialShapes?: LongTensor;
  /** Qwen's frames, and rows and columns of patches: [1, 3]. */
  readonly grid?: LongTensor;
  /** How a picture was cut: its tiles row by row, and behind them the whole picture; 0 by 0 of one that was not cut. */
  readonly tiles?: { readonly rows: number; readonly columns: number };
  readonly geometry: Geometry;
}

/** The part of a map of the model's, of any resolution, that is picture and not padding. */
export function pictureIn({ input, place }: Geometry, map: Size): Window {
  const [x, y] = [map.width / input.width, map.height / input.height];
  const left = Math.max(0, Math.round(place.left * x));
  const top = Math.max(0, Math.round(place.top * y));
  const right = Math.min(map.width, Math.round((place.left + place.width) * x));
  const bottom = Math.min(map.height, Math.round((place.top + place.height) * y));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

export interface Canvas extends Size {
  readonly left: number;
  readonly top: number;
}

/**
 * The last step of nearly every class: rescale, normalise, channels apart.
 * @param canvas a larger tensor of zeros to write into: padding after normalising, which is not black
 */
export function toPrepared(
  frame: Frame,
  original: Size,
  settings: Settings,
  { canvas, masks = false }: { readonly canvas?: Canvas | undefined; readonly masks?: boolean } = {},
): PreparedImage {
  const { width, height } = canvas ?? frame;
  const { left, top } = canvas ?? { left: 0, top: 0 };
  const values = new Float32Array(3 * width * height);
  levelsOf(settings).forEach((levels, from) => {
    const channel = settings.do_flip_channel_order ? 2 - from : from;
    for (let y = 0; y < frame.height; y++) {
      let at = y * frame.width * frame.channels + from;
      const to = (channel * height + top + y) * width + left;
      for (let x = 0; x < frame.width; x++, at += frame.channels) values[to + x] = levels[frame.data[at] ?? 0] ?? 0;
    }
  });
  const { place } = frame;
  return {
    pixelValues: floatTensor(values, [1, 3, height, width]),
    ...(masks && { pixelMask: maskOf(frame, { width, height }) }),
    geometry: {
      original: { width: original.width, height: original.height },
      input: { width, height },
      place: { ...place, left: place.left + left, top: place.top + top },
    },
  };
}

/** The last step where a class resizes after rescaling: normalise. */
export function toPreparedFloats(planes: readonly Plane[], geometry: Geometry, settings: Settings): PreparedImage {
  const { width, height } = geometry.input;
  const values = new Float32Array(3 * width * height);
  planes.forEach(({ data }, channel) => {
    const [mean = 0, std = 1] = [settings.image_mean[channel], settings.image_std[channel]];
    const into = values.subarray(channel * data.length);
    for (let i = 0; i < data.length; i++) {
      const value = data[i] ?? 0;
      into[i] = settings.do_normalize ? normalised(value, mean, std) : value;
    }
  });
  return { pixelValues: floatTensor(values, [1, 3, height, width]), geometry };
}

/** Padding lies to the right and below. */
function maskOf(picture: Size, { width, height }: Size): LongTensor {
  const data = new BigInt64Array(width * height);
  for (let y = 0; y < picture.height; y++) data.fill(1n, y * width, y * width + picture.width);
  return { type: "int64", data, dims: [1, height, width] };
}
