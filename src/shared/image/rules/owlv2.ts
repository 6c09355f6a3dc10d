import type { Frame } from "../frame.ts";
import { levelsOf } from "../levels.ts";
import { blurPlane, type Plane, planesOf, resizePlane, zoomPlane } from "../planes.ts";
import { toPreparedFloats } from "../prepared.ts";
import type { Library } from "../resize.ts";
import type { Settings } from "../settings.ts";
import type { Size } from "../size.ts";
import { exactOf } from "./basic.ts";
import { type ImageRule, openaiClip, square } from "./rule.ts";

/** The picture in the upper left of a grey square. */
function onSquare({ data, width, height }: Plane): Plane {
  const side = Math.max(width, height);
  const padded = new Float32Array(side * side).fill(0.5);
  for (let y = 0; y < height; y++) padded.set(data.subarray(y * width, (y + 1) * width), y * side);
  return { data: padded, width: side, height: side };
}

/** scikit-image's resize: blurred by half of what it shrinks, then taps of two pixels. */
function shrink(plane: Plane, target: Size, library: Library): Plane {
  const sigma = Math.max(0, (plane.width / target.width - 1) / 2);
  if (library === "pillow") return zoomPlane(blurPlane(plane, sigma, Math.trunc(4 * sigma + 0.5)), target);
  return resizePlane(blurPlane(plane, sigma, Math.ceil(3 * sigma)), target, "bilinear", false);
}

/** Rescaled first, so that all that follows is in floats. */
export const owlv2: ImageRule = {
  defaults: { integerSize: "square", size: square(960), do_pad: true, ...openaiClip },
  prepare(frame: Frame, settings: Settings) {
    const rescaled = levelsOf({ ...settings, do_normalize: false });
    const edge = settings.do_resize ? exactOf(settings.size) : undefined;
    const planes = planesOf(frame, rescaled).map((plane) => {
      const padded = settings.do_pad ? onSquare(plane) : plane;
      return edge ? shrink(padded, edge, settings.library) : padded;
    });
    const { width, height } = planes[0] ?? frame;
    const side = settings.do_pad ? square(Math.max(frame.width, frame.height)) : frame;
    const [x, y] = [width / side.width, height / side.height];
    const place = { left: 0, top: 0, width: frame.width * x, height: frame.height * y };
    const original = { width: frame.width, height: frame.height };
    return toPreparedFloats(planes, { original, input: { width, height }, place }, settings);
  },
};
