import { toShortestEdge } from "../size.ts";
import { prepareAt, targetOf } from "./basic.ts";
import { type ImageRule, imagenetDefault, square } from "./rule.ts";

/** `crop_pct` as in ConvNeXT, but with a crop of its own, and a rectangle is scaled as one. */
export const poolformer: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    size: { shortest_edge: 224 },
    crop_pct: 0.9,
    resample: "bicubic",
    do_center_crop: true,
    crop_size: square(224),
    ...imagenetDefault,
  },
  prepare(frame, settings) {
    const { crop_pct, size } = settings;
    if (crop_pct === null) return prepareAt(frame, settings, targetOf(frame, settings));
    const scaled = (side: number) => Math.trunc(side / crop_pct);
    const { shortest_edge, width = 0, height = 0 } = size;
    const edge = shortest_edge ?? (width === height ? width : undefined);
    const target = edge ? toShortestEdge(frame, scaled(edge)) : { width: scaled(width), height: scaled(height) };
    return prepareAt(frame, settings, target);
  },
};
