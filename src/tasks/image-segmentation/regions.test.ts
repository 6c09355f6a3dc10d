import { describe, expect, test } from "vitest";
import { fromBase64 } from "../../shared/base64.ts";
import type { Size } from "../../shared/image/size.ts";
import { floatTensor } from "../../shared/tensor.ts";
import { instancesOf } from "./instance.ts";
import { panopticOf } from "./panoptic.ts";
import { queriesOf } from "./queries.ts";
import golden from "./segments.golden.json";
import { classMapsOf, semanticOf } from "./semantic.ts";

const classes = 5;
const sizeOf = ([width = 1, height = 1]: readonly number[]): Size => ({ width, height });
const floats = (base64: string) => new Float32Array(fromBase64(base64).buffer);

/** Value and count in turn, as the golden file has them. */
function unrolled(runs: readonly number[]): number[] {
  const values: number[] = [];
  for (let at = 0; at < runs.length; at += 2) {
    for (let count = runs[at + 1] ?? 0; count > 0; count--) values.push(runs[at] ?? 0);
  }
  return values;
}

/** The share of pixels that are not as Python has them: rounding may move an edge, and nothing else. */
function strayShare(ours: readonly number[], theirs: readonly number[]): number {
  expect(ours.length).toBe(theirs.length);
  return ours.filter((value, pixel) => value !== theirs[pixel]).length / ours.length;
}

test.each(golden.semantic)("a class for each pixel of $picture as Python has it", ({ logits, map, ...given }) => {
  const regions = semanticOf(floats(logits), classes, sizeOf(given.size), sizeOf(given.picture));
  const ours = Array.from(regions.map, (number) => regions.found[number - 1]?.place ?? -1);
  expect(strayShare(ours, unrolled(map))).toBeLessThan(0.001);
  expect(regions.found.map(({ place }) => place)).toEqual([...new Set(unrolled(map))].sort());
});

describe.each(golden.queries)("queries of $processor in a picture of $picture", (given) => {
  const { processor, answers } = given;
  const { width, height } = sizeOf(given.size);
  const picture = sizeOf(given.picture);
  const queries = queriesOf(
    floatTensor(floats(given.classes), [1, 7, classes + 1]),
    floatTensor(floats(given.masks), [1, 7, height, width]),
    processor,
  );

  test.each(answers)(
    "make Python's $subtask segments, in its order, at $threshold",
    ({ subtask, segments, map, ...limits }) => {
      const theirs = unrolled(map);
      if (segments === null) {
        const regions = semanticOf(classMapsOf(queries), classes, queries.size, picture);
        const ours = Array.from(regions.map, (number) => regions.found[number - 1]?.place ?? -1);
        expect(strayShare(ours, theirs)).toBeLessThan(0.002);
        return;
      }
      const isPainted = subtask === "instance" && processor !== "Detr";
      const regions = isPainted
        ? instancesOf(queries, limits.threshold, picture)
        : panopticOf(queries, limits, picture);
      expect(regions.found.map(({ place }) => place)).toEqual(segments.map(({ label_id }) => label_id));
      regions.found.forEach(({ score }, index) => {
        expect(score).toBeCloseTo(segments[index]?.score ?? Number.NaN, 5);
      });
      const ids = [undefined, ...segments.map(({ id }) => id)];
      const nothing = theirs.includes(-1) ? -1 : 0;
      const ours = Array.from(regions.map, (number) => ids[number] ?? nothing);
      expect(strayShare(ours, theirs)).toBeLessThan(0.002);
    },
  );
});
