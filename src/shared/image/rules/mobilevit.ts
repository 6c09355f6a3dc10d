import { prepareAt, targetOf } from "./basic.ts";
import { type ImageRule, square } from "./rule.ts";

/** Blue first, and no normalising, whatever the file says. */
export const mobilevit: ImageRule = {
  defaults: {
    integerSize: "shortest_edge",
    size: { shortest_edge: 224 },
    do_center_crop: true,
    crop_size: square(256),
    do_flip_channel_order: true,
  },
  prepare: (frame, settings) => prepareAt(frame, { ...settings, do_normalize: false }, targetOf(frame, settings)),
};
