import { resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import { toLongestEdge } from "../size.ts";
import { exactOf, targetOf } from "./basic.ts";
import { type ImageRule, imagenetDefault, square } from "./rule.ts";

/** The longer side as asked, then padded to a square with zeros, which is the mean's grey and not black. */
export const sam: ImageRule = {
  defaults: {
    integerSize: "longest_edge",
    size: { longest_edge: 1024 },
    do_pad: true,
    pad_size: square(1024),
    ...imagenetDefault,
  },
  prepare(frame, settings) {
    const edge = settings.size.longest_edge;
    const asked = edge ? toLongestEdge(frame, edge) : targetOf(frame, settings);
    const resized = resizeFrame(frame, settings.do_resize ? asked : frame, settings);
    const canvas = settings.do_pad ? exactOf(settings.pad_size) : undefined;
    return toPrepared(resized, frame, settings, { canvas: canvas && { ...canvas, left: 0, top: 0 } });
  },
};
