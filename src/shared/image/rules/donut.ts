import { type Frame, padFrame, resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import { reduce } from "../reduce.ts";
import { resize } from "../resize.ts";
import type { Settings } from "../settings.ts";
import { type Size, toShortestEdge } from "../size.ts";
import { exactOf } from "./basic.ts";
import { type ImageRule, imagenetStandard } from "./rule.ts";

/** A quarter turn to the right. */
function turned(frame: Frame): Frame {
  const { data, width, height, channels } = frame;
  const result = new Uint8ClampedArray(data.length);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < height; x++) {
      const from = ((height - 1 - x) * width + y) * channels;
      for (let channel = 0; channel < channels; channel++) {
        result[(y * height + x) * channels + channel] = data[from + channel] ?? 0;
      }
    }
  }
  const place = { left: 0, top: 0, width: height, height: width };
  return { data: result, width: height, height: width, channels, place };
}

/** The smaller of both, the aspect kept by the side that is the longer one. */
function thumbnailOf({ width, height }: Size, box: Size): Size {
  const [w, h] = [Math.min(width, box.width), Math.min(height, box.height)];
  if (w === width && h === height) return { width, height };
  if (height > width) return { width: Math.trunc((width * h) / height), height: h };
  return width > height ? { width: w, height: Math.trunc((height * w) / width) } : { width: w, height: h };
}

/** Pillow goes to twice the size by blocks, the slow class has it so. */
const reducingGap = 2;

/** Always bicubic, whatever the file says. */
function shrunk(frame: Frame, target: Size, settings: Settings): Frame {
  const blockOf = (from: number, to: number) => Math.max(1, Math.trunc(from / to / reducingGap));
  const block = { width: blockOf(frame.width, target.width), height: blockOf(frame.height, target.height) };
  if (settings.library !== "pillow" || block.width * block.height === 1) {
    return resizeFrame(frame, target, { ...settings, resample: "bicubic" });
  }
  const covered = { width: frame.width / block.width, height: frame.height / block.height };
  const small = resize(reduce(frame, block), target, "bicubic", "pillow", undefined, covered);
  return { ...small, place: { left: 0, top: 0, ...target } };
}

/** A page into a page, black around it. */
export const donut: ImageRule = {
  defaults: {
    integerSize: "square",
    widthFirst: true,
    size: { height: 2560, width: 1920 },
    do_thumbnail: true,
    do_pad: true,
    ...imagenetStandard,
  },
  prepare(original, settings) {
    const page = exactOf(settings.size) ?? original;
    let frame = original;
    const lies = frame.width > frame.height;
    const stands = frame.width < frame.height;
    const shouldTurn = (page.width < page.height && lies) || (page.width > page.height && stands);
    if (settings.do_align_long_axis && shouldTurn) frame = turned(frame);
    const edge = Math.min(page.width, page.height);
    frame = resizeFrame(frame, settings.do_resize ? toShortestEdge(frame, edge) : frame, settings);
    if (settings.do_thumbnail) frame = shrunk(frame, thumbnailOf(frame, page), settings);
    if (settings.do_pad && frame.width <= page.width && frame.height <= page.height) {
      const before = (side: number, of: number) => Math.floor((of - side) / 2);
      frame = padFrame(frame, page, { left: before(frame.width, page.width), top: before(frame.height, page.height) });
    }
    return toPrepared(frame, original, settings);
  },
};
