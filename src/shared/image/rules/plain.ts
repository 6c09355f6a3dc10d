import { floorTo } from "../size.ts";
import { prepareAt, targetOf } from "./basic.ts";
import { type ImageRule, imagenetStandard } from "./rule.ts";

/**
 * For checkpoints that were made for transformers.js (`ImageFeatureExtractor`: MODNet, RMBG) or have code of their own:
 * what the file says, step by step. MODNet goes down to whole multiples of `size_divisibility`, as its authors' code does.
 */
export const plain: ImageRule = {
  defaults: {
    integerSize: "square",
    size_divisor: 1,
    do_flip_channel_order: false,
    rescale_offset: false,
    include_top: false,
    ...imagenetStandard,
  },
  prepare(frame, settings) {
    const { width, height } = targetOf(frame, { size: settings.size, library: "torchvision" });
    const down = (side: number) => floorTo(side, settings.size_divisor);
    return prepareAt(frame, settings, { width: down(width), height: down(height) });
  },
};
