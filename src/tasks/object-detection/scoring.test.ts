import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { sureOf } from "../common/detection/detections.ts";
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
  const found = sureOf(candidates, threshold);
  expect(found.map(({ label, box }) => ({ label, box }))).toEqual(expected.map(({ label, box }) => ({ label, box })));
  found.forEach(({ score }, place) => {
    expect(score).toBeCloseTo(expected[place]?.score ?? Number.NaN, 6);
  });
});
