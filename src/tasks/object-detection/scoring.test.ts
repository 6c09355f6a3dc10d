import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { chosenOf } from "./candidates.ts";
import golden from "./detections.golden.json";
import { candidatesOf, scoringOf } from "./scoring.ts";

test.each(golden)("boxes of $queries queries as $processor has them", ({ processor, expected, ...given }) => {
  const { logits, boxes, queries, width, height, threshold } = given;
  const candidates = candidatesOf(
    floatTensor(Float32Array.from(logits), [1, queries, 5]),
    floatTensor(Float32Array.from(boxes), [1, queries, 4]),
    scoringOf(processor),
    (place) => `LABEL_${place}`,
    { width, height },
  );
  const found = chosenOf(candidates, { threshold, ignore_labels: [] });
  expect(found.map(({ label, box }) => ({ label, box }))).toEqual(expected.map(({ label, box }) => ({ label, box })));
  found.forEach(({ score }, place) => {
    expect(score).toBeCloseTo(expected[place]?.score ?? Number.NaN, 6);
  });
});

test("a class that is left out takes its boxes with it, and what is exactly at the threshold is out", () => {
  const candidates = {
    labels: ["cat", "dog", "dog"],
    scores: Float32Array.of(0.9, 0.8, 0.3),
    boxes: new Float32Array(12),
  };
  const labels = (threshold: number, ignore_labels: readonly string[]) =>
    chosenOf(candidates, { threshold, ignore_labels }).map(({ label }) => label);
  expect(labels(0.3, [])).toEqual(["cat", "dog"]);
  expect(labels(0.1, ["dog"])).toEqual(["cat"]);
});
