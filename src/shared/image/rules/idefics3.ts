import { floatTensor } from "../../tensor.ts";
import { type Frame, resizeFrame } from "../frame.ts";
import { type PreparedImage, toPrepared } from "../prepared.ts";
import type { Settings } from "../settings.ts";
import type { Size } from "../size.ts";
import { type ImageRule, imagenetStandard } from "./rule.ts";

/** Python's `MAX_IMAGE_SIZE`: no side is longer, whatever the file says. */
const longestSide = 4096;

/** The longer side as asked, also of a smaller picture, and the shorter one even: `_resize_output_size_rescale_to_max_len`. */
function toLength({ width, height }: Size, edge: number): Size {
  const ratio = width / height;
  const even = (side: number) => Math.max(1, side + (side % 2));
  if (width >= height) return { width: edge, height: even(Math.trunc(edge / ratio)) };
  return { width: even(Math.trunc(edge * ratio)), height: edge };
}

/** `_resize_output_size_scale_below_upper_bound` */
function bounded({ width, height }: Size): Size {
  const ratio = width / height;
  if (width >= height && width > longestSide) {
    return { width: longestSide, height: Math.max(1, Math.trunc(longestSide / ratio)) };
  }
  if (height > width && height > longestSide) {
    return { width: Math.max(1, Math.trunc(longestSide * ratio)), height: longestSide };
  }
  return { width, height };
}

/** Whole tiles, as many as the longer side needs: `resize_for_vision_encoder`. */
function toTiles({ width, height }: Size, tile: number): Size {
  const ratio = width / height;
  const whole = (side: number) => Math.ceil(side / tile) * tile;
  if (width >= height) return { width: whole(width), height: whole(Math.trunc(whole(width) / ratio)) };
  return { width: whole(Math.trunc(whole(height) * ratio)), height: whole(height) };
}

/** One tile of a picture, as a picture of its own. */
function tileOf({ data, width, channels, place }: Frame, side: number, left: number, top: number): Frame {
  const tile = new Uint8ClampedArray(side * side * channels);
  for (let y = 0; y < side; y++) {
    const from = ((top + y) * width + left) * channels;
    tile.set(data.subarray(from, from + side * channels), y * side * channels);
  }
  return { data: tile, width: side, height: side, channels, place };
}

function together(pictures: readonly PreparedImage[], side: number, rows: number, columns: number): PreparedImage {
  const values = new Float32Array(pictures.length * 3 * side * side);
  pictures.forEach(({ pixelValues }, index) => void values.set(pixelValues.data, index * 3 * side * side));
  const whole = pictures.at(-1);
  if (!whole) throw new RangeError("A picture has at least one tile.");
  const { length: count } = pictures;
  return {
    pixelValues: floatTensor(values, [1, count, 3, side, side]),
    pixelMask: {
      type: "int64",
      data: new BigInt64Array(count * side * side).fill(1n),
      dims: [1, count, side, side],
    },
    tiles: { rows, columns },
    geometry: whole.geometry,
  };
}

/** Idefics3 and SmolVLM: square tiles in full resolution, and behind them the whole picture in the size of one. */
export const idefics3: ImageRule = {
  defaults: {
    integerSize: "longest_edge",
    size: { longest_edge: 4 * 364 },
    max_image_size: { longest_edge: 364 },
    do_image_splitting: true,
    resample: "lanczos",
    ...imagenetStandard,
  },
  prepare(picture, settings) {
    const { size, max_image_size, do_resize, do_image_splitting } = settings;
    const side = max_image_size?.longest_edge ?? 364;
    const square = { width: side, height: side };
    const scaled = do_resize ? resizeFrame(picture, targetOf(picture, size), settings) : picture;
    const prepared = (frame: Frame) => toPrepared(frame, picture, settings);
    const whole = (frame: Frame) => prepared(resizeFrame(frame, square, settings));
    if (!do_image_splitting) return together([whole(scaled)], side, 0, 0);

    const cut = resizeFrame(scaled, toTiles(scaled, side), settings);
    const [rows, columns] = [cut.height / side, cut.width / side];
    if (rows * columns === 1) return together([prepared(cut)], side, 0, 0);
    const tiles = Array.from({ length: rows * columns }, (_, index) =>
      prepared(tileOf(cut, side, (index % columns) * side, Math.floor(index / columns) * side)),
    );
    return together([...tiles, whole(cut)], side, rows, columns);
  },
};

function targetOf(picture: Size, { longest_edge, width, height }: Settings["size"]): Size {
  if (longest_edge !== undefined) return bounded(toLength(picture, longest_edge));
  return { width: width ?? picture.width, height: height ?? picture.height };
}
