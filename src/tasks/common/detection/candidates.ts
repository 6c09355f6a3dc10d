import * as v from "valibot";

/** All that a detector looked at, in its own order: what is shown of it is chosen by threshold and label. */
export const Candidates = v.pipe(
  v.object({
    /** What things are called. */
    labels: v.array(v.string()),
    /** The place of each candidate's label. */
    classes: v.instance(Uint16Array),
    scores: v.instance(Float32Array),
    /** Left, top, right and bottom of each, in pixels of the picture. */
    boxes: v.instance(Float32Array),
  }),
  v.check(
    ({ classes, scores, boxes }) => classes.length === scores.length && boxes.length === 4 * scores.length,
    "a label, a score and four sides for each",
  ),
  v.check(({ labels, classes }) => classes.every((place) => place < labels.length), "a name for each label"),
);
export type Candidates = v.InferOutput<typeof Candidates>;
