import type { Size } from "../shared/image/size.ts";
import type { Pixels } from "../shared/media.ts";

/** Which segment each pixel belongs to: its place counted from 1, 0 where there is none. */
export interface SegmentMap extends Size {
  readonly map: Uint16Array;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** Neighbours in a list get hues far apart on the wheel, and no two of any length of list get the same: by the golden angle. */
export function rgbOf(index: number): Rgb {
  const hue = (index * 137.508 + 210) % 360;
  const lightness = [0.5, 0.62, 0.42][index % 3] ?? 0.5;
  const chroma = 0.72 * Math.min(lightness, 1 - lightness);
  const channel = (shift: number) => {
    const place = (shift + hue / 30) % 12;
    return Math.round(255 * (lightness - chroma * Math.max(-1, Math.min(place - 3, 9 - place, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** @param longest of the sides at most */
export function thinnedSizeOf({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The same map on fewer pixels, none of them mixed. @param longest of its sides at most */
export function thinned({ map, width, height }: SegmentMap, longest: number): SegmentMap {
  const size = thinnedSizeOf({ width, height }, longest);
  if (size.width === width && size.height === height) return { map, width, height };
  const columns = Int32Array.from({ length: size.width }, (_, x) => Math.floor(((x + 0.5) * width) / size.width));
  const thin = new Uint16Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const line = Math.floor(((y + 0.5) * height) / size.height) * width;
    for (let x = 0; x < size.width; x++) thin[y * size.width + x] = map[line + (columns[x] ?? 0)] ?? 0;
  }
  return { map: thin, ...size };
}

/** How much of the colour of a segment shows while another is pointed at. */
const quiet = 70;

/**
 * The colours of a map, to lie over its picture: borders are white, so that neighbours are told apart by more than hue.
 * @param active the segment that is pointed at, counted from 1; the others then step back
 * @returns RGBA
 */
export function tintedOf(
  { map, width, height }: SegmentMap,
  colours: readonly Rgb[],
  active: number | undefined,
): Uint8ClampedArray<ArrayBuffer> {
  const tinted = new Uint8ClampedArray(width * height * 4);
  // One write a pixel: bytes in memory stand in the order of RGBA on every machine that browsers run on.
  const words = new Uint32Array(tinted.buffer);
  const word = ([red, green, blue]: Rgb, alpha: number) => ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  const white = word([255, 255, 255], 255);
  const palette = Uint32Array.of(
    0,
    ...colours.map((colour, index) => word(colour, active === undefined || active === index + 1 ? 255 : quiet)),
  );
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const number = map[at] ?? 0;
      const right = x + 1 < width ? map[at + 1] : number;
      const below = y + 1 < height ? map[at + width] : number;
      words[at] = number === right && number === below ? (palette[number] ?? 0) : white;
    }
  }
  return tinted;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  /** The first pixel outside. */
  readonly right: number;
  readonly bottom: number;
}

/**
 * Some rows of one segment cut out of its picture: what does not belong to it is transparent.
 * @param number of the segment, counted from 1
 * @param first of the rows, counted from the top of the box; `last` is the one behind them
 * @returns RGBA, as wide as the box
 */
export function cutRowsOf(
  { data, width }: Pixels,
  { map }: SegmentMap,
  number: number,
  box: Box,
  [first, last]: readonly [number, number],
): Uint8ClampedArray {
  const across = box.right - box.left;
  const rows = new Uint8ClampedArray(across * (last - first) * 4);
  for (let y = first; y < last; y++) {
    const from = (box.top + y) * width + box.left;
    const to = (y - first) * across * 4;
    for (let x = 0; x < across; x++) {
      if (map[from + x] !== number) continue;
      const at = (from + x) * 4;
      for (let channel = 0; channel < 4; channel++) rows[to + x * 4 + channel] = data[at + channel] ?? 0;
    }
  }
  return rows;
}
