import * as v from "valibot";
import { type Resample, resampleByNumber } from "./filters.ts";
import type { Library } from "./resize.ts";

const edge = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1)));

/** The ways in which Python writes a size; `null` stands for a key that is not there. */
const SizeDict = v.object({
  height: edge,
  width: edge,
  shortest_edge: edge,
  longest_edge: edge,
  max_height: edge,
  max_width: edge,
});
const length = v.pipe(v.number(), v.integer(), v.minValue(1));
const SizeValue = v.nullish(v.union([length, v.tuple([length, length]), SizeDict]));
/** Python asks whether a flag is true, of a number as well. */
const flag = v.nullish(
  v.pipe(
    v.union([v.boolean(), v.number()]),
    v.transform((given) => Boolean(given)),
  ),
);
const perChannel = v.nullish(v.union([v.number(), v.array(v.number())]));
const count = v.nullish(v.number());

/** What the image processors of `transformers` write into `preprocessor_config.json`, under all its names since 2021. */
export const ProcessorConfig = v.object({
  image_processor_type: v.nullish(v.string()),
  feature_extractor_type: v.nullish(v.string()),
  do_resize: flag,
  do_center_crop: flag,
  do_rescale: flag,
  do_normalize: flag,
  do_pad: flag,
  pad_and_return_pixel_mask: flag,
  do_flip_channel_order: flag,
  rescale_offset: flag,
  include_top: flag,
  keep_aspect_ratio: flag,
  do_thumbnail: flag,
  do_align_long_axis: flag,
  do_crop_margin: flag,
  do_image_splitting: flag,
  size: SizeValue,
  max_size: count,
  crop_size: SizeValue,
  pad_size: SizeValue,
  max_image_size: SizeValue,
  resample: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5))),
  crop_pct: count,
  rescale_factor: count,
  image_mean: perChannel,
  image_std: perChannel,
  size_divisor: count,
  size_divisibility: count,
  ensure_multiple_of: count,
  patch_size: count,
  max_num_patches: count,
  min_pixels: count,
  max_pixels: count,
  merge_size: count,
  temporal_patch_size: count,
});
export type ProcessorConfig = v.InferOutput<typeof ProcessorConfig>;

/** A size as a dictionary, as Python's `get_size_dict` makes it. */
export interface SizeSettings {
  readonly height?: number | undefined;
  readonly width?: number | undefined;
  readonly shortest_edge?: number | undefined;
  readonly longest_edge?: number | undefined;
  readonly max_height?: number | undefined;
  readonly max_width?: number | undefined;
}

interface Flags {
  readonly do_resize: boolean;
  readonly do_center_crop: boolean;
  readonly do_rescale: boolean;
  readonly do_normalize: boolean;
  readonly do_pad: boolean;
  readonly do_flip_channel_order: boolean;
  readonly rescale_offset: boolean;
  readonly include_top: boolean;
  readonly keep_aspect_ratio: boolean;
  readonly do_thumbnail: boolean;
  readonly do_align_long_axis: boolean;
  readonly do_crop_margin: boolean;
  readonly do_image_splitting: boolean;
}

/** An image processor as it stands once `preprocessor_config.json` and the defaults of its class are put together. */
export interface Settings extends Flags {
  readonly library: Library;
  readonly size: SizeSettings;
  readonly crop_size: SizeSettings | undefined;
  readonly pad_size: SizeSettings | undefined;
  /** The side of a tile, of classes that cut a picture into tiles. */
  readonly max_image_size: SizeSettings | undefined;
  readonly resample: Resample;
  /** The one key whose `null` says something: PoolFormer then crops what it resized to the very size. */
  readonly crop_pct: number | null;
  readonly rescale_factor: number;
  readonly image_mean: readonly number[];
  readonly image_std: readonly number[];
  readonly size_divisor: number;
  readonly ensure_multiple_of: number;
  readonly patch_size: number;
  readonly max_num_patches: number;
  /** Qwen's bounds, where they do not stand in `size`. */
  readonly min_pixels: number | undefined;
  readonly max_pixels: number | undefined;
  /** Patches along the side of what becomes one place. */
  readonly merge_size: number;
  readonly temporal_patch_size: number;
}

/** A class's own defaults, in the words of its signature. */
export interface Defaults extends Partial<Omit<Settings, "library">> {
  /** What one number as `size` means: Python's `default_to_square`. */
  readonly integerSize: "square" | "shortest_edge" | "longest_edge";
  /** Whether two numbers as `size` are width and height, not the other way about. */
  readonly widthFirst?: boolean;
  /** The longer side of DETR's classes where the file names a shorter one as a number only. */
  readonly longestEdge?: number;
}

/**
 * A class's defaults under what the file says. `null` is the default: fast classes write it for all that is not set.
 * (Python takes a `null` for a flag as false; no class writes one for a flag that it has.)
 */
export function settingsOf(config: ProcessorConfig, defaults: Defaults, library: Library): Settings {
  const flagOf = (name: keyof Flags, usual: boolean, given = config[name]) => given ?? defaults[name] ?? usual;
  /** Of a step that few classes have: the others do not look at its key. */
  const rareFlagOf = (name: keyof Flags) => defaults[name] !== undefined && flagOf(name, false);
  return {
    library,
    do_resize: flagOf("do_resize", true),
    do_center_crop: flagOf("do_center_crop", false),
    do_rescale: flagOf("do_rescale", true),
    do_normalize: flagOf("do_normalize", true),
    do_pad: flagOf("do_pad", false, config.pad_and_return_pixel_mask ?? config.do_pad),
    do_flip_channel_order: rareFlagOf("do_flip_channel_order"),
    rescale_offset: rareFlagOf("rescale_offset"),
    include_top: rareFlagOf("include_top"),
    keep_aspect_ratio: flagOf("keep_aspect_ratio", false),
    do_thumbnail: flagOf("do_thumbnail", false),
    do_align_long_axis: flagOf("do_align_long_axis", false),
    do_crop_margin: rareFlagOf("do_crop_margin"),
    do_image_splitting: flagOf("do_image_splitting", false),
    size: sizeOf(config.size, defaults, config.max_size ?? defaults.longestEdge) ?? defaults.size ?? {},
    crop_size: sizeOf(config.crop_size) ?? defaults.crop_size,
    pad_size: sizeOf(config.pad_size) ?? defaults.pad_size,
    max_image_size: sizeOf(config.max_image_size) ?? defaults.max_image_size,
    resample: resampleByNumber[config.resample ?? -1] ?? defaults.resample ?? "bilinear",
    crop_pct: config.crop_pct === undefined ? (defaults.crop_pct ?? null) : config.crop_pct,
    rescale_factor: config.rescale_factor ?? defaults.rescale_factor ?? 1 / 255,
    image_mean: channels(config.image_mean) ?? defaults.image_mean ?? [0.5, 0.5, 0.5],
    image_std: channels(config.image_std) ?? defaults.image_std ?? [0.5, 0.5, 0.5],
    size_divisor: config.size_divisor ?? config.size_divisibility ?? defaults.size_divisor ?? 1,
    ensure_multiple_of: config.ensure_multiple_of ?? defaults.ensure_multiple_of ?? 1,
    patch_size: config.patch_size ?? defaults.patch_size ?? 16,
    max_num_patches: config.max_num_patches ?? defaults.max_num_patches ?? 256,
    min_pixels: config.min_pixels ?? undefined,
    max_pixels: config.max_pixels ?? undefined,
    merge_size: config.merge_size ?? 2,
    temporal_patch_size: config.temporal_patch_size ?? 2,
  };
}

function channels(value: number | readonly number[] | null | undefined): readonly number[] | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "number" ? [value, value, value] : value;
}

function sizeOf(
  value: ProcessorConfig["size"],
  { integerSize, widthFirst = false }: Pick<Defaults, "integerSize" | "widthFirst"> = { integerSize: "square" },
  longestEdge?: number,
): SizeSettings | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "number") {
    if (Array.isArray(value)) {
      const [first, second] = value;
      return widthFirst ? { width: first, height: second } : { height: first, width: second };
    }
    return Object.fromEntries(Object.entries(value).filter(([, side]) => side !== null));
  }
  if (integerSize === "square") return { height: value, width: value };
  return integerSize === "longest_edge"
    ? { longest_edge: value }
    : { shortest_edge: value, ...(longestEdge !== undefined && { longest_edge: longestEdge }) };
}
