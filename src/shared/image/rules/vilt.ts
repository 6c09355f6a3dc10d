import { resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import type { Settings } from "../settings.ts";
import { floorTo, type Size } from "../size.ts";
import { type ImageRule, imagenetStandard } from "./rule.ts";

/** The longer side is at most 1333/800 of the shorter one that is asked; both go down to whole patches. */
function sizeOf({ width, height }: Size, edge: number, { size_divisor: divisor }: Settings): Size {
  const longest = Math.trunc((1333 / 800) * edge);
  const scale = edge / Math.min(width, height);
  const [across, down] = height < width ? [scale * width, edge] : [edge, scale * height];
  const shrink = Math.max(across, down) > longest ? longest / Math.max(across, down) : 1;
  const whole = (side: number) => floorTo(Math.trunc(shrink * side + 0.5), divisor);
  return { width: whole(across), height: whole(down) };
}

export const vilt: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    size: { shortest_edge: 384 },
    size_divisor: 32,
    resample: "bicubic",
    do_pad: true,
    ...imagenetStandard,
  },
  prepare(frame, settings) {
    const target = settings.do_resize ? sizeOf(frame, settings.size.shortest_edge ?? 384, settings) : frame;
    return toPrepared(resizeFrame(frame, target, settings), frame, settings, { masks: settings.do_pad });
  },
};
