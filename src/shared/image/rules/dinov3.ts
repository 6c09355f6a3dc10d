import { levelsOf } from "../levels.ts";
import { planesOf, resizePlane } from "../planes.ts";
import { toPreparedFloats } from "../prepared.ts";
import { prepareAt, targetOf } from "./basic.ts";
import { type ImageRule, imagenetDefault, square } from "./rule.ts";

/** Rescaled before it is resized, so that no step rounds to 8 bits. */
export const dinov3: ImageRule = {
  defaults: { integerSize: "square", size: square(224), ...imagenetDefault },
  prepare(frame, settings) {
    const target = settings.do_resize ? targetOf(frame, settings) : frame;
    // Python has the fast class only. A crop, which no checkpoint of it names, would be of 8 bits here.
    if (settings.do_center_crop) return prepareAt(frame, settings, target);
    const filter = settings.resample === "bicubic" ? "bicubic" : "bilinear";
    const planes = planesOf(frame, levelsOf({ ...settings, do_normalize: false }));
    const original = { width: frame.width, height: frame.height };
    const input = { width: target.width, height: target.height };
    return toPreparedFloats(
      planes.map((plane) => resizePlane(plane, input, filter, true)),
      { original, input, place: { left: 0, top: 0, ...input } },
      settings,
    );
  },
};
