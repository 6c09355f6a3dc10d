import { resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import type { Settings } from "../settings.ts";
import { floorTo, type Size, toEdges } from "../size.ts";
import { exactOf, targetOf } from "./basic.ts";
import { type ImageRule, imagenetDefault, square } from "./rule.ts";

/** Where the file names a shorter side only, the longer one is at most this. */
const longestEdge = 1333;

function sizeOf(picture: Size, settings: Settings): Size {
  const { shortest_edge, longest_edge } = settings.size;
  return shortest_edge ? toEdges(picture, shortest_edge, longest_edge ?? longestEdge) : targetOf(picture, settings);
}

function detrLike(multiple: number): ImageRule {
  return {
    defaults: {
      integerSize: "shortest_edge",
      longestEdge,
      size: { shortest_edge: 800, longest_edge: longestEdge },
      do_pad: true,
      ...imagenetDefault,
    },
    prepare(frame, settings) {
      const asked = settings.do_resize ? sizeOf(frame, settings) : frame;
      // YOLOS: only what it resizes by the edges is made whole patches.
      const isExact = !settings.do_resize || !settings.size.shortest_edge;
      const target = isExact
        ? asked
        : { width: floorTo(asked.width, multiple), height: floorTo(asked.height, multiple) };
      const resized = resizeFrame(frame, target, settings);
      const canvas = settings.do_pad ? exactOf(settings.pad_size) : undefined;
      return toPrepared(resized, frame, settings, {
        canvas: canvas && { ...canvas, left: 0, top: 0 },
        masks: settings.do_pad,
      });
    },
  };
}

/** DETR, Conditional DETR, Deformable DETR, Grounding DINO: padding after normalising, and a mask of it. */
export const detr: ImageRule = detrLike(1);

/** Both sides go down to whole patches of 16 pixels. */
export const yolos: ImageRule = detrLike(16);

/** RT-DETR and D-FINE: a square, neither normalised nor padded. */
export const rtDetr: ImageRule = {
  ...detr,
  defaults: { ...detr.defaults, size: square(640), do_normalize: false, do_pad: false },
};
