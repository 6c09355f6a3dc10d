import { centerOf, type Frame, type Halving, halvings, resizeFrame } from "../frame.ts";
import { type PreparedImage, toPrepared } from "../prepared.ts";
import type { Settings, SizeSettings } from "../settings.ts";
import { type Size, toEdges, toFit, toShortestEdge } from "../size.ts";
import type { ImageRule } from "./rule.ts";
import { imagenetDefault, imagenetStandard, openaiClip, square } from "./rule.ts";

/** The size that the keys of `size` ask for, as `BaseImageProcessorFast.resize` reads them. */
export function targetOf(picture: Size, { library, size }: Pick<Settings, "library" | "size">): Size {
  const { width, height, shortest_edge, longest_edge, max_width, max_height } = size;
  // Slow classes that take a shortest edge do not look at a longest one.
  if (shortest_edge && longest_edge && library === "torchvision") return toEdges(picture, shortest_edge, longest_edge);
  if (shortest_edge) return toShortestEdge(picture, shortest_edge);
  if (max_width && max_height) return toFit(picture, { width: max_width, height: max_height });
  return width && height ? { width, height } : picture;
}

/** Both sides of a crop or a padded size, if it names both. */
export function exactOf(size: SizeSettings | undefined): Size | undefined {
  return size?.width && size.height ? { width: size.width, height: size.height } : undefined;
}

/** Resize, crop the middle, rescale, normalise: what most classes do, given where they resize to. */
export function prepareAt(
  frame: Frame,
  settings: Settings,
  target: Size,
  halve: Halving = halvings[settings.library],
): PreparedImage {
  const resized = settings.do_resize ? target : frame;
  const crop = settings.do_center_crop ? exactOf(settings.crop_size) : undefined;
  const ready = resizeFrame(frame, resized, settings, crop && centerOf(resized, crop, halve));
  // Fast processors pad where a class has no padding of its own.
  const canvas = settings.library === "torchvision" && settings.do_pad ? exactOf(settings.pad_size) : undefined;
  return toPrepared(ready, frame, settings, { canvas: canvas && { ...canvas, left: 0, top: 0 } });
}

function prepare(frame: Frame, settings: Settings): PreparedImage {
  return prepareAt(frame, settings, targetOf(frame, settings));
}

/**
 * Slow classes whose `resize` takes a height and a width do not read a crop. Of a shortest edge, which Python refuses
 * and checkpoints made by hand have all the same, their crop is meant too.
 */
function prepareWhole(frame: Frame, settings: Settings): PreparedImage {
  const reads = settings.library === "torchvision" || exactOf(settings.size) === undefined;
  return prepare(frame, { ...settings, do_center_crop: settings.do_center_crop && reads });
}

const clip: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    size: { shortest_edge: 224 },
    resample: "bicubic",
    do_center_crop: true,
    crop_size: square(224),
    ...openaiClip,
  },
  prepare,
};

const mobileNet: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    size: { shortest_edge: 256 },
    do_center_crop: true,
    crop_size: square(224),
    ...imagenetStandard,
  },
  prepare,
};

const deit: ImageRule = {
  defaults: {
    integerSize: "square",
    size: square(256),
    resample: "bicubic",
    do_center_crop: true,
    crop_size: square(224),
    ...imagenetStandard,
  },
  prepare,
};

function whole(edge: number, defaults: Partial<ImageRule["defaults"]>): ImageRule {
  return { defaults: { integerSize: "square", size: square(edge), ...defaults }, prepare: prepareWhole };
}

/** By class, its name without `ImageProcessor`. */
export const basicRules = {
  Beit: { ...deit, fast: { size: square(224), do_center_crop: false } },
  Bit: clip,
  Blip: whole(384, { resample: "bicubic", ...openaiClip }),
  CLIP: clip,
  ChineseCLIP: clip,
  DeiT: deit,
  EfficientFormer: { ...deit, defaults: { ...deit.defaults, ...imagenetDefault, size: square(224) } },
  Gemma3: whole(224, imagenetStandard),
  MobileNetV1: mobileNet,
  MobileNetV2: mobileNet,
  OwlViT: {
    defaults: {
      ...clip.defaults,
      integerSize: "square",
      size: square(768),
      do_center_crop: false,
      crop_size: square(768),
    },
    fast: { do_normalize: false },
    prepare,
  },
  Pvt: whole(224, imagenetDefault),
  Sam2: whole(1024, imagenetDefault),
  Segformer: whole(512, imagenetDefault),
  Siglip: whole(224, { resample: "bicubic", integerSize: "shortest_edge", ...imagenetStandard }),
  ViT: whole(224, imagenetStandard),
} satisfies Record<string, ImageRule>;
