import { roundHalfEven } from "../../round.ts";
import { centerOf, halvings, resizeFrame } from "../frame.ts";
import { toPrepared } from "../prepared.ts";
import { toShortestEdge } from "../size.ts";
import { targetOf } from "./basic.ts";
import { type ImageRule, imagenetStandard, square } from "./rule.ts";

/** Below this the picture is cropped, from here on squeezed into the square. */
const squeezedFrom = 384;

/** ConvNeXT, ResNet, RegNet, CvT and VAN: the shorter side is `crop_pct` larger than the crop. */
export const convnext: ImageRule = {
  defaults: { integerSize: "shortest_edge", size: { shortest_edge: 384 }, crop_pct: 224 / 256, ...imagenetStandard },
  prepare(frame, settings) {
    const edge = settings.size.shortest_edge;
    if (!settings.do_resize || !edge) {
      return toPrepared(
        resizeFrame(frame, settings.do_resize ? targetOf(frame, settings) : frame, settings),
        frame,
        settings,
      );
    }
    if (edge >= squeezedFrom) return toPrepared(resizeFrame(frame, square(edge), settings), frame, settings);
    const target = toShortestEdge(frame, Math.trunc(edge / (settings.crop_pct ?? 224 / 256)));
    // The fast class crops by torchvision's own function, which rounds where the others truncate.
    const halve = settings.library === "torchvision" ? roundHalfEven : halvings.pillow;
    return toPrepared(resizeFrame(frame, target, settings, centerOf(target, square(edge), halve)), frame, settings);
  },
};
