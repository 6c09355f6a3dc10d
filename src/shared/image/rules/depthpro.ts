import { levelsOf } from "../levels.ts";
import { interpolatePlane, planesOf, resizePlane } from "../planes.ts";
import { toPreparedFloats } from "../prepared.ts";
import { targetOf } from "./basic.ts";
import { type ImageRule, imagenetStandard, square } from "./rule.ts";

/** Rescaled and normalised first, then resized by PyTorch, which looks at no pixel between its taps. */
export const depthPro: ImageRule = {
  defaults: { integerSize: "square", size: square(1536), ...imagenetStandard },
  prepare(frame, settings) {
    const { width, height } = settings.do_resize ? targetOf(frame, settings) : frame;
    const input = { width, height };
    const planes = planesOf(frame, levelsOf(settings));
    const resized = planes.map((plane) =>
      settings.resample === "bicubic" ? interpolatePlane(plane, input) : resizePlane(plane, input, "bilinear", false),
    );
    const original = { width: frame.width, height: frame.height };
    const place = { left: 0, top: 0, ...input };
    return toPreparedFloats(resized, { original, input, place }, { ...settings, do_normalize: false });
  },
};
