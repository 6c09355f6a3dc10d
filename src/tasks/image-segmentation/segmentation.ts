import * as v from "valibot";

/** What is to be found, in Python's words. A model does the first of them that it can, where it is not told. */
export const subtasks = ["panoptic", "instance", "semantic"] as const;
export type Subtask = (typeof subtasks)[number];

const Place = v.object({ x: v.number(), y: v.number() });

const Segment = v.object({
  label: v.string(),
  /** `null` where the model decides by pixels and has no score for a whole. */
  score: v.nullable(v.number()),
  /** In pixels of the picture. */
  area: v.number(),
  /** The smallest box around it; right and bottom are the first pixel outside. */
  box: v.object({ left: v.number(), top: v.number(), right: v.number(), bottom: v.number() }),
  /** A pixel of it where it is widest, for its name. */
  middle: Place,
  /** A grey PNG of the size of the picture as it was given, 0 or 255: made where the model runs, as it would hold the page. */
  mask: v.instance(Uint8Array),
});
export type Segment = v.InferOutput<typeof Segment>;

/** A picture cut into segments: a pixel belongs to one of them or to none. */
export const Segmentation = v.pipe(
  v.object({
    /** Of the picture as it was read. */
    width: v.number(),
    height: v.number(),
    /** For each pixel the place of its segment, counted from 1; 0 where there is none. */
    map: v.instance(Uint16Array),
    /** In Python's order. */
    segments: v.array(Segment),
  }),
  v.check(({ map, width, height }) => map.length === width * height, "a number for each pixel"),
);
export type Segmentation = v.InferOutput<typeof Segmentation>;
