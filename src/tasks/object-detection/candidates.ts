import * as v from "valibot";

/** All that a detector looked at, in its own order: what is shown of it is chosen by threshold and class. */
export const Candidates = v.pipe(
  v.object({
    labels: v.array(v.string()),
    scores: v.instance(Float32Array),
    /** Left, top, right and bottom of each, in pixels of the picture. */
    boxes: v.instance(Float32Array),
  }),
  v.check(
    ({ labels, scores, boxes }) => labels.length === scores.length && boxes.length === 4 * scores.length,
    "a label, a score and four sides for each",
  ),
);
export type Candidates = v.InferOutput<typeof Candidates>;

/** In Python's words: whole pixels of the original picture. */
export interface Detection {
  readonly label: string;
  readonly score: number;
  readonly box: { readonly xmin: number; readonly ymin: number; readonly xmax: number; readonly ymax: number };
}

export interface Choice {
  readonly threshold: number;
  readonly ignore_labels: readonly string[];
}

/** As `box.int()`, which knows no negative nought. */
function whole(side: number): number {
  return Math.trunc(side) || 0;
}

/** What is surer than the threshold and of a class that is shown, as Python's pipeline lists it. */
export function chosenOf(
  { labels, scores, boxes }: Candidates,
  { threshold, ignore_labels }: Choice,
): readonly Detection[] {
  return labels.flatMap((label, place) => {
    const score = scores[place] ?? 0;
    // Python compares the model's float32 with the threshold as one.
    if (!(score > Math.fround(threshold)) || ignore_labels.includes(label)) return [];
    const [xmin = 0, ymin = 0, xmax = 0, ymax = 0] = boxes.subarray(4 * place, 4 * place + 4).map(whole);
    return [{ label, score, box: { xmin, ymin, xmax, ymax } }];
  });
}
