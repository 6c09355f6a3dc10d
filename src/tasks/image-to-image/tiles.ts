import type { Size } from "../../shared/image/size.ts";
import type { Pixels } from "../../shared/media.ts";
import { type FloatTensor, floatTensor } from "../../shared/tensor.ts";

/** Tiles lie over each other by so much: in the middle of it either sees enough around to agree with the other. */
const overlap = 32;
/** What lies so near to a tile's cut edge is not used: there it was computed without its neighbours. */
const margin = 8;

/** A tile's place along one side, in pixels of the model's input. */
interface Span {
  readonly start: number;
  readonly count: number;
}

/** The tiles of one row one after the other, rows from the top. */
export interface Tiling {
  readonly across: readonly Span[];
  readonly down: readonly Span[];
}

/**
 * One tile where the picture is small enough, else equal ones that overlap.
 * @param most pixels of a tile
 * @param step side of the model's windows: tiles begin at whole ones, so that windows are those of the whole picture
 */
export function tilingOf({ width, height }: Size, most: number, step: number): Tiling {
  const whole = width * height <= most;
  const side = Math.max(2 * overlap, Math.floor(Math.sqrt(most) / step) * step);
  const across = whole || width <= side ? width : side;
  const down = whole ? height : Math.max(2 * overlap, Math.floor(most / across / step) * step);
  return { across: spansOf(width, across, step), down: spansOf(height, down, step) };
}

function spansOf(length: number, most: number, step: number): readonly Span[] {
  if (length <= most) return [{ start: 0, count: length }];
  const tiles = Math.ceil((length - overlap) / (most - overlap));
  return Array.from({ length: tiles }, (_, index) => {
    const start = Math.floor((index * (length - most)) / (tiles - 1) / step) * step;
    return { start, count: index === tiles - 1 ? length - start : most };
  });
}

/** A tile of [1, 3, height, width]. */
export function tileOf(picture: FloatTensor, across: Span, down: Span): FloatTensor {
  const [, channels = 3, height = 1, width = 1] = picture.dims;
  if (across.count === width && down.count === height) return picture;
  const tile = new Float32Array(channels * down.count * across.count);
  for (let row = 0; row < channels * down.count; row++) {
    const y = Math.floor(row / down.count) * height + down.start + (row % down.count);
    const from = y * width + across.start;
    tile.set(picture.data.subarray(from, from + across.count), row * across.count);
  }
  return floatTensor(tile, [1, channels, down.count, across.count]);
}

/**
 * Tiles of a row beside one another, or rows below one another, as one picture: each fades in behind its margin and before the
 * margin of the one before, so that no seam is seen. Rows first: where four tiles meet, each pair fades by one share alone.
 * @param spans of the parts, in pixels of the model's input, of which each part has a whole multiple
 */
export function joined(parts: readonly Pixels[], spans: readonly Span[], along: "across" | "down"): Pixels {
  const [first, ...others] = parts;
  const last = spans.at(-1);
  if (!first || !last) throw new RangeError("A picture has at least one part.");
  if (others.length === 0) return first;
  const side = along === "across" ? "width" : "height";
  const scale = first[side] / (spans[0]?.count ?? 1);
  const size = { width: first.width, height: first.height, [side]: (last.start + last.count) * scale };
  const target = { ...size, data: new Uint8ClampedArray(size.width * size.height * 4) };
  parts.forEach((part, index) => {
    const start = spans[index]?.start ?? 0;
    // Whole windows of the model's, so a whole number of pixels.
    const shares = Float32Array.from({ length: part[side] }, (_, place) => (start === 0 ? 1 : shareAt(place / scale)));
    if (along === "across") layOver(target, part, { left: start * scale, top: 0 }, (x) => shares[x] ?? 1);
    else layOver(target, part, { left: 0, top: start * scale }, (_, y) => shares[y] ?? 1);
  });
  return target;
}

/** How much a tile counts so far behind its cut edge. */
function shareAt(place: number): number {
  return Math.max(0, Math.min(1, (place - margin) / (overlap - 2 * margin)));
}

type Place = Readonly<Record<"left" | "top", number>>;

function layOver(target: Pixels, part: Pixels, { left, top }: Place, shareOf: (x: number, y: number) => number): void {
  for (let y = 0; y < part.height; y++) {
    let from = y * part.width * 4;
    let to = ((top + y) * target.width + left) * 4;
    for (let x = 0; x < part.width; x++, from += 4, to += 4) {
      const share = shareOf(x, y);
      for (let channel = 0; channel < 4; channel++) {
        const before = target.data[to + channel] ?? 0;
        target.data[to + channel] = before + ((part.data[from + channel] ?? 0) - before) * share;
      }
    }
  }
}
