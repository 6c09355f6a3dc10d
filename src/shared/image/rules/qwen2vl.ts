import { TaskError } from "../../errors.ts";
import { roundHalfEven } from "../../round.ts";
import { floatTensor, longTensor } from "../../tensor.ts";
import { resizeFrame } from "../frame.ts";
import { type PreparedImage, toPrepared } from "../prepared.ts";
import type { Settings } from "../settings.ts";
import type { Size } from "../size.ts";
import { type ImageRule, openaiClip } from "./rule.ts";

/** Python refuses what is thinner. */
const thinnest = 200;

/** Whole cells of `factor` pixels, as near to the picture's size as a number of pixels between two bounds allows: `smart_resize`. */
function toCells({ width, height }: Size, factor: number, least: number, most: number): Size {
  if (Math.max(width, height) / Math.min(width, height) > thinnest) {
    throw new TaskError("input-invalid", `The picture is ${width} × ${height} pixels.`, undefined, {
      reason: "picture-stretched",
      values: { width: String(width), height: String(height) },
    });
  }
  const whole = (snap: (cells: number) => number, side: number, scale: number) =>
    snap((side * scale) / factor) * factor;
  const rounded = { width: whole(roundHalfEven, width, 1), height: whole(roundHalfEven, height, 1) };
  const area = rounded.width * rounded.height;
  if (area > most) {
    const beta = Math.sqrt((height * width) / most);
    const side = (length: number) => Math.max(factor, Math.floor(length / beta / factor) * factor);
    return { width: side(width), height: side(height) };
  }
  if (area >= least) return rounded;
  const beta = Math.sqrt(least / (height * width));
  return { width: whole(Math.ceil, width, beta), height: whole(Math.ceil, height, beta) };
}

/** Patches, those of one cell side by side; each holds its channels, and in each all frames, which a still picture repeats. */
function toPatches(picture: PreparedImage, settings: Settings): PreparedImage {
  const { patch_size: patch, merge_size: merge, temporal_patch_size: frames } = settings;
  const { width, height } = picture.geometry.input;
  const [rows, columns] = [height / patch, width / patch];
  const values = new Float32Array(rows * columns * 3 * frames * patch * patch);
  let to = 0;
  const cells = (rows * columns) / merge ** 2;
  for (let place = 0; place < cells * merge ** 2; place++) {
    const [cell, inside] = [Math.floor(place / merge ** 2), place % merge ** 2];
    const across = columns / merge;
    const row = Math.floor(cell / across) * merge + Math.floor(inside / merge);
    const column = (cell % across) * merge + (inside % merge);
    for (let channel = 0; channel < 3; channel++) {
      const first = to;
      for (let y = 0; y < patch; y++) {
        const from = (channel * height + row * patch + y) * width + column * patch;
        values.set(picture.pixelValues.data.subarray(from, from + patch), to);
        to += patch;
      }
      for (let frame = 1; frame < frames; frame++, to += patch * patch)
        values.copyWithin(to, first, first + patch * patch);
    }
  }
  return {
    pixelValues: floatTensor(values, [rows * columns, values.length / (rows * columns)]),
    grid: longTensor([1, rows, columns], [1, 3]),
    geometry: picture.geometry,
  };
}

/** Qwen2-VL: any size of whole cells between `min_pixels` and `max_pixels`. */
export const qwen2vl: ImageRule = {
  defaults: {
    integerSize: "square",
    size: { shortest_edge: 56 * 56, longest_edge: 28 * 28 * 1280 },
    patch_size: 14,
    resample: "bicubic",
    ...openaiClip,
  },
  prepare(frame, settings) {
    const { size, patch_size, merge_size, min_pixels, max_pixels } = settings;
    const least = min_pixels ?? size.shortest_edge ?? 0;
    const most = max_pixels ?? size.longest_edge ?? Number.POSITIVE_INFINITY;
    const target = settings.do_resize ? toCells(frame, patch_size * merge_size, least, most) : frame;
    return toPatches(toPrepared(resizeFrame(frame, target, settings), frame, settings), settings);
  },
};
