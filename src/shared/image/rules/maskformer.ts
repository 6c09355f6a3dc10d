import { resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import { toShortestEdge } from "../size.ts";
import { exactOf, targetOf } from "./basic.ts";
import { type ImageRule, imagenetDefault } from "./rule.ts";

/** MaskFormer and Mask2Former: the size goes up to whole multiples, the picture is stretched to it. */
export const maskformer: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    longestEdge: 1333,
    size: { shortest_edge: 800, longest_edge: 1333 },
    size_divisor: 32,
    ...imagenetDefault,
  },
  prepare(frame, settings) {
    const { library, size, size_divisor: divisor } = settings;
    const { shortest_edge, longest_edge } = size;
    const isSlow = library === "pillow" && shortest_edge;
    const asked = isSlow ? toShortestEdge(frame, shortest_edge, longest_edge) : targetOf(frame, settings);
    const up = (side: number) => (divisor > 0 ? Math.ceil(side / divisor) * divisor : side);
    const target = settings.do_resize ? { width: up(asked.width), height: up(asked.height) } : frame;
    const canvas = exactOf(settings.pad_size);
    return toPrepared(resizeFrame(frame, target, settings), frame, settings, {
      canvas: canvas && { ...canvas, left: 0, top: 0 },
      masks: true,
    });
  },
};
