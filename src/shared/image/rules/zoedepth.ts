import { levelsOf } from "../levels.ts";
import { padPlane, planesOf, stretchPlane } from "../planes.ts";
import { toPreparedFloats } from "../prepared.ts";
import { type Size, zoePadding } from "../size.ts";
import { alignedSizeOf } from "./dpt.ts";
import { type ImageRule, imagenetStandard } from "./rule.ts";

/** ZoeDepth: the picture with its mirror image around it, brought to whole patches corner by corner; all in floats. */
export const zoeDepth: ImageRule = {
  defaults: {
    integerSize: "square",
    size: { height: 384, width: 512 },
    do_pad: true,
    keep_aspect_ratio: true,
    ensure_multiple_of: 32,
    ...imagenetStandard,
  },
  // As the class has it: a file that leaves the key out is taken at its word.
  fast: { ensure_multiple_of: 1 / 32 },
  prepare(frame, settings) {
    const original: Size = { width: frame.width, height: frame.height };
    const around = settings.do_pad ? zoePadding(original) : { width: 0, height: 0 };
    const padded = { width: original.width + 2 * around.width, height: original.height + 2 * around.height };
    const input = settings.do_resize ? alignedSizeOf(padded, settings) : padded;
    const filter = settings.resample === "bicubic" ? "bicubic" : "bilinear";
    const rescaled = levelsOf({ ...settings, do_normalize: false });
    const planes = planesOf(frame, rescaled).map((plane) => stretchPlane(padPlane(plane, around), input, filter));
    const [x, y] = [input.width / padded.width, input.height / padded.height];
    const place = {
      left: around.width * x,
      top: around.height * y,
      width: original.width * x,
      height: original.height * y,
    };
    return toPreparedFloats(planes, { original, input, place }, settings);
  },
};
