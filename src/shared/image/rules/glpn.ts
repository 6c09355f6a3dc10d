import { resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import { floorTo } from "../size.ts";
import type { ImageRule } from "./rule.ts";

/** The picture at its own size, down to whole multiples; values from 0 to 1, whatever the file says. */
export const glpn: ImageRule = {
  defaults: { integerSize: "square", size_divisor: 32 },
  prepare(frame, settings) {
    const down = (side: number) => (settings.do_resize ? floorTo(side, settings.size_divisor) : side);
    const resized = resizeFrame(frame, { width: down(frame.width), height: down(frame.height) }, settings);
    return toPrepared(resized, frame, { ...settings, rescale_factor: 1 / 255, do_normalize: false });
  },
};
