import * as v from "valibot";
import type { Pixels } from "../media.ts";
import { type FloatTensor, floatTensor } from "../tensor.ts";
import { type Resample, resampleByNumber, resize } from "./resize.ts";

const length = v.pipe(v.number(), v.integer(), v.minValue(1));

const Size = v.union([
  v.object({ height: length, width: length }),
  v.object({ shortest_edge: length, longest_edge: v.optional(length) }),
]);

/** The parts of `preprocessor_config.json` that image processors of `transformers` share. */
const ImageProcessorConfig = v.object({
  do_resize: v.optional(v.boolean(), true),
  size: v.optional(v.union([Size, length])),
  resample: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5)), 2),
  do_center_crop: v.optional(v.boolean(), false),
  /** ConvNeXt's and ResNet's way to crop: the resized picture is this much larger than the crop. */
  crop_pct: v.optional(v.nullable(v.number())),
  crop_size: v.optional(v.union([v.object({ height: length, width: length }), length])),
  do_rescale: v.optional(v.boolean(), true),
  rescale_factor: v.optional(v.number(), 1 / 255),
  do_normalize: v.optional(v.boolean(), true),
  image_mean: v.optional(v.array(v.number()), [0.5, 0.5, 0.5]),
  image_std: v.optional(v.array(v.number()), [0.5, 0.5, 0.5]),
});

/** How a checkpoint wants its pictures. */
export interface ImageRecipe {
  readonly resize: { readonly width: number; readonly height: number } | { readonly shortestEdge: number } | undefined;
  readonly resample: Resample;
  readonly crop: { readonly width: number; readonly height: number } | undefined;
  readonly rescale: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** @throws ValiError where the file says something that no image processor of `transformers` says. */
export function toImageRecipe(config: unknown): ImageRecipe {
  const parsed = v.parse(ImageProcessorConfig, config);
  const { size, crop_size: crop, crop_pct } = parsed;
  const square = (edge: number) => ({ width: edge, height: edge });
  const shared = {
    resample: resampleByNumber[parsed.resample] ?? "bilinear",
    rescale: parsed.do_rescale ? parsed.rescale_factor : 1,
    mean: parsed.do_normalize ? parsed.image_mean : [0, 0, 0],
    std: parsed.do_normalize ? parsed.image_std : [1, 1, 1],
  };
  if (parsed.do_resize && crop_pct && typeof size === "object" && "shortest_edge" in size) {
    // `ConvNextImageProcessor.resize`: from 384 pixels on the picture is squeezed, not cropped.
    const edge = size.shortest_edge;
    if (edge >= 384) return { ...shared, resize: square(edge), crop: undefined };
    return { ...shared, resize: { shortestEdge: Math.trunc(edge / crop_pct) }, crop: square(edge) };
  }
  return {
    ...shared,
    resize: !parsed.do_resize || size === undefined ? undefined : toTarget(size),
    crop: !parsed.do_center_crop || crop === undefined ? undefined : typeof crop === "number" ? square(crop) : crop,
  };
}

function toTarget(size: v.InferOutput<typeof Size> | number): NonNullable<ImageRecipe["resize"]> {
  if (typeof size === "number") return { width: size, height: size };
  return "shortest_edge" in size ? { shortestEdge: size.shortest_edge } : size;
}

/**
 * A picture as the model's input, by Python's steps: resize as PIL does, crop, rescale, normalise. Transparency is
 * dropped, not blended: `convert("RGB")` does the same.
 * @returns [1, 3, height, width]
 */
export function toPixelValues(pixels: Pixels, recipe: ImageRecipe): FloatTensor {
  const target = targetSize(pixels, recipe.resize);
  const resized = resize(toRgb(pixels), pixels, target, 3, recipe.resample);
  const crop = recipe.crop ?? target;
  const values = new Float32Array(3 * crop.width * crop.height);
  // Negative where the picture is smaller than the crop: the rest stays what a black pixel gives.
  const left = Math.floor((target.width - crop.width) / 2);
  const top = Math.floor((target.height - crop.height) / 2);
  for (let channel = 0; channel < 3; channel++) {
    const mean = recipe.mean[channel] ?? 0;
    const std = recipe.std[channel] ?? 1;
    const plane = values.subarray(channel * crop.width * crop.height, (channel + 1) * crop.width * crop.height);
    for (let y = 0; y < crop.height; y++) {
      for (let x = 0; x < crop.width; x++) {
        const fromX = left + x;
        const fromY = top + y;
        const inside = fromX >= 0 && fromX < target.width && fromY >= 0 && fromY < target.height;
        const value = inside ? (resized[(fromY * target.width + fromX) * 3 + channel] ?? 0) : 0;
        plane[y * crop.width + x] = (value * recipe.rescale - mean) / std;
      }
    }
  }
  return floatTensor(values, [1, 3, crop.height, crop.width]);
}

function targetSize(size: { width: number; height: number }, rule: ImageRecipe["resize"]) {
  if (rule === undefined) return { width: size.width, height: size.height };
  if (!("shortestEdge" in rule)) return rule;
  // `get_resize_output_image_size` of transformers truncates the longer side.
  const { shortestEdge } = rule;
  return size.width <= size.height
    ? { width: shortestEdge, height: Math.trunc((shortestEdge * size.height) / size.width) }
    : { width: Math.trunc((shortestEdge * size.width) / size.height), height: shortestEdge };
}

function toRgb({ data, width, height }: Pixels): Uint8ClampedArray {
  const rgb = new Uint8ClampedArray(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0;
    rgb[to + 1] = data[from + 1] ?? 0;
    rgb[to + 2] = data[from + 2] ?? 0;
  }
  return rgb;
}
