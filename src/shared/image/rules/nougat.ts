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
  const grey = new Uint8Array(width * height);
  let [least, most] = [255, 0];
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels) {
    const level = greyOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
    grey[pixel] = level;
    if (level < least) least = level;
    if (level > most) most = level;
  }
  if (most <= least) return page;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = grey[y * width + x] ?? 0;
      if (((level - least) / (most - least)) * 255 >= lightest) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
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
