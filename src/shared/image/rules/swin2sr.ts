import { type Frame, resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import type { ImageRule } from "./rule.ts";

/** Always at least a pixel more, and a whole multiple where the side is one already, as in Python. */
function mirrored(frame: Frame, multiple: number): Frame {
  const up = (side: number) => (Math.floor(side / multiple) + 1) * multiple;
  const [width, height] = [up(frame.width), up(frame.height)];
  const data = new Uint8ClampedArray(width * height * frame.channels);
  for (let y = 0; y < height; y++) {
    const row = mirror(y, frame.height) * frame.width;
    for (let x = 0; x < width; x++) {
      const from = (row + mirror(x, frame.width)) * frame.channels;
      for (let channel = 0; channel < frame.channels; channel++) {
        data[(y * width + x) * frame.channels + channel] = frame.data[from + channel] ?? 0;
      }
    }
  }
  return { data, width, height, channels: frame.channels, place: frame.place };
}

/** The edge itself is repeated: a b c | c b a. */
function mirror(place: number, length: number): number {
  const within = place % (2 * length);
  return within < length ? within : 2 * length - 1 - within;
}

/** The picture at its own size, its right and lower edges mirrored up to whole windows; values from 0 to 1. */
export const swin2sr: ImageRule = {
  defaults: { integerSize: "square", do_pad: true, size_divisor: 8 },
  prepare(frame, settings) {
    const opaque = resizeFrame(frame, frame, settings);
    const padded = settings.do_pad ? mirrored(opaque, settings.size_divisor) : opaque;
    return toPrepared(padded, frame, { ...settings, do_normalize: false });
  },
};
