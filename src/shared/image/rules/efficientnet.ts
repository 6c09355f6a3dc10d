import { prepareAt, targetOf } from "./basic.ts";
import { type ImageRule, imagenetStandard, square } from "./rule.ts";

/** Nearest neighbours, and with `include_top`, which is the default, a second division by the deviation. */
export const efficientnet: ImageRule = {
  defaults: {
    integerSize: "square",
    size: square(346),
    crop_size: square(289),
    resample: "nearest",
    include_top: true,
    rescale_offset: false,
    ...imagenetStandard,
  },
  prepare: (frame, settings) => prepareAt(frame, settings, targetOf(frame, settings)),
};
