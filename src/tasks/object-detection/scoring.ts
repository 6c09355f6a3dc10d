import { largestOf, softmax } from "../../shared/generation/sampling.ts";
import type { Size } from "../../shared/image/size.ts";
import type { FloatTensor } from "../../shared/tensor.ts";
import type { Candidates } from "../common/detection/candidates.ts";
import { cornersOf } from "../common/detection/run/boxes.ts";

/** How a class of Python's image processors reads its model's answer: `post_process_object_detection`. */
export interface Scoring {
  /** Softmax: the last class is "nothing" and a query has one label. Sigmoid: labels and queries compete as pairs. */
  readonly kind: "softmax" | "sigmoid";
  /** How many pairs are taken; left out, as many as there are queries. */
  readonly most?: number;
}

const scorings: Readonly<Record<string, Scoring>> = {
  ConditionalDetr: { kind: "sigmoid", most: 100 },
  DeformableDetr: { kind: "sigmoid", most: 100 },
  /** D-FINE too. */
  RTDetr: { kind: "sigmoid" },
};

/** @param className of the image processor, as `classNameOf` names it */
export function scoringOf(className: string | undefined): Scoring {
  return scorings[className ?? ""] ?? { kind: "softmax" };
}

/**
 * @param logits [1, queries, classes]
 * @param boxes [1, queries, 4]: middle, width and height as shares of the picture
 */
export function candidatesOf(
  logits: FloatTensor,
  boxes: FloatTensor,
  { kind, most }: Scoring,
  labelOf: (place: number) => string,
  picture: Size,
): Candidates {
  const [, queries = 0, classes = 0] = logits.dims;
  const found =
    kind === "softmax" ? bestOfQueries(logits.data, queries, classes) : bestPairs(logits.data, most ?? queries);
  const sides = new Float32Array(found.length * 4);
  found.forEach(({ index }, place) => {
    sides.set(cornersOf(boxes.data, Math.floor(index / classes), picture), place * 4);
  });
  const names = found.map(({ index }) => labelOf(index % classes));
  const labels = [...new Set(names)].sort();
  return {
    labels,
    classes: Uint16Array.from(names, (name) => labels.indexOf(name)),
    scores: Float32Array.from(found, ({ value }) => value),
    boxes: sides,
  };
}

interface Found {
  /** Of the logits, laid out flat: query and class at once. */
  readonly index: number;
  readonly value: number;
}

function bestOfQueries(logits: Float32Array, queries: number, classes: number): readonly Found[] {
  return Array.from({ length: queries }, (_, query) => {
    const row = softmax(logits.subarray(query * classes, (query + 1) * classes)).subarray(0, classes - 1);
    const [best] = largestOf(row, 1);
    return { index: query * classes + (best?.index ?? 0), value: best?.value ?? 0 };
  });
}

function bestPairs(logits: Float32Array, most: number): readonly Found[] {
  return largestOf(logits, Math.min(most, logits.length)).map(({ index, value }) => ({
    index,
    value: 1 / (1 + Math.exp(-value)),
  }));
}
