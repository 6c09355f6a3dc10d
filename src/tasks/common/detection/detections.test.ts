import { expect, test } from "vitest";
import { rankedOf, shownOf, sureOf } from "./detections.ts";

const candidates = {
  labels: ["cat", "dog"],
  classes: Uint16Array.of(0, 1, 1),
  scores: Float32Array.of(0.8, 0.9, 0.3),
  boxes: Float32Array.of(-0.4, 1.9, 30, 40, 0, 0, 1, 1, 0, 0, 1, 1),
};
const labelsOf = (detections: readonly { readonly label: string }[]) => detections.map(({ label }) => label);

test("what is exactly at the threshold is out, in the float32 that the model answers in", () => {
  expect(labelsOf(sureOf(candidates, 0.3))).toEqual(["cat", "dog"]);
  expect(labelsOf(sureOf(candidates, 0.29))).toEqual(["cat", "dog", "dog"]);
});

test("sides are cut off to whole pixels towards nought", () => {
  expect(sureOf(candidates, 0.5)[0]?.box).toStrictEqual({ xmin: 0, ymin: 1, xmax: 30, ymax: 40 });
});

test("the best come first, as many as are asked for, and equals keep their order", () => {
  const sure = sureOf({ ...candidates, scores: Float32Array.of(0.5, 0.9, 0.5) }, 0.1);
  expect(labelsOf(rankedOf(sure, null))).toEqual(["dog", "cat", "dog"]);
  expect(labelsOf(rankedOf(sure, 2))).toEqual(["dog", "cat"]);
});

test("a label that is switched off takes its boxes with it", () => {
  expect(labelsOf(shownOf(sureOf(candidates, 0.1), { ignore_labels: ["dog"] }))).toEqual(["cat"]);
});
