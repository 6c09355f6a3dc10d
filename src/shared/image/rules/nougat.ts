import type { Frame } from "../frame.ts";
import { type Library, resize } from "../resize.ts";
import { donut } from "./donut.ts";
import { type ImageRule, imagenetDefault } from "./rule.ts";

/** Of the way from the darkest grey of a page to the lightest, in levels: what is lighter is margin. */
const lightest = 200;

/** Grey as Pillow's `convert("L")` has it, and as torchvision's `rgb_to_grayscale`, which rounds down. */
const greys: Readonly<Record<Library, (red: number, green: number, blue: number) => number>> = {
  pillow: (red, green, blue) => (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16,
  torchvision: (red, green, blue) => Math.trunc(Math.fround(0.2989 * red + 0.587 * green + 0.114 * blue)),
};

/** The smallest part that holds all that is written on a page; a page of one colour stays whole. */
function withoutMargin(page: Frame, library: Library): Frame {
  const { data, width, height, channels, place } = page;
  const greyOf = greys[library];
  const at = (pixel: number, channel: number) => data[pixel * channels + channel] ?? 0;
  const grey = Uint8Array.from({ length: width * height }, (_, pixel) =>
    greyOf(at(pixel, 0), at(pixel, 1), at(pixel, 2)),
  );
  const [least, most] = grey.reduce(([low, high], level) => [Math.min(low, level), Math.max(high, level)], [255, 0]);
  if (most <= least) return page;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const [pixel, level] of grey.entries()) {
    if (((level - least) / (most - least)) * 255 >= lightest) continue;
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = y + 1;
  }
  const part = { left, top, width: right - left, height: bottom - top };
  const written = resize(page, { width, height }, "bilinear", library, part);
  return { ...written, place: { ...place, left: place.left - left, top: place.top - top } };
}

/** As Donut's, of what is written on the page. */
export const nougat: ImageRule = {
  defaults: {
    ...donut.defaults,
    widthFirst: false,
    size: { height: 896, width: 672 },
    do_crop_margin: true,
    ...imagenetDefault,
  },
  prepare(page, settings) {
    return donut.prepare(settings.do_crop_margin ? withoutMargin(page, settings.library) : page, settings);
  },
};
