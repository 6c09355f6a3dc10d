import type { Candidates } from "./candidates.ts";

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

/** What is surer than the threshold, in the detector's order, as Python's `post_process_object_detection` lists it. */
export function sureOf({ labels, classes, scores, boxes }: Candidates, threshold: number): readonly Detection[] {
  // Python compares the model's float32 with the threshold as one.
  const least = Math.fround(threshold);
  const sure: Detection[] = [];
  scores.forEach((score, place) => {
    if (!(score > least)) return;
    const [xmin = 0, ymin = 0, xmax = 0, ymax = 0] = boxes.subarray(4 * place, 4 * place + 4).map(whole);
    sure.push({ label: labels[classes[place] ?? 0] ?? "", score, box: { xmin, ymin, xmax, ymax } });
  });
  return sure;
}

/** The best first, equals in the order given, as Python's `sorted` leaves them; `null` for all. */
export function rankedOf(detections: readonly Detection[], most: number | null): readonly Detection[] {
  return detections.toSorted((one, other) => other.score - one.score).slice(0, most ?? detections.length);
}

/** Without what the reader has switched off. */
export function shownOf(
  detections: readonly Detection[],
  { ignore_labels: ignored }: Pick<Choice, "ignore_labels">,
): readonly Detection[] {
  return ignored.length === 0 ? detections : detections.filter(({ label }) => !ignored.includes(label));
}
