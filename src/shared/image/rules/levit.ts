import { toShortestEdge } from "../size.ts";
import { prepareAt, targetOf } from "./basic.ts";
import { type ImageRule, imagenetDefault, square } from "./rule.ts";

/** A shortest edge means the crop's: the picture is resized to 256/224 of it. */
export const levit: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    size: { shortest_edge: 224 },
    resample: "bicubic",
    do_center_crop: true,
    crop_size: square(224),
    ...imagenetDefault,
  },
  prepare(frame, settings) {
    const edge = settings.size.shortest_edge;
    const target = edge ? toShortestEdge(frame, Math.trunc((256 / 224) * edge)) : targetOf(frame, settings);
    return prepareAt(frame, settings, target);
  },
};
