import { expect, test } from "vitest";
import { samplePicture } from "../common/vision/sample.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

const seen = (tokens: readonly number[] | null, shape: readonly number[]) => ({
  tokens: tokens && Float32Array.from(tokens),
  shape: [...shape],
  grid: null,
});
const pooled = { data: Float32Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
const two = { pooled, pictures: [seen([1, 2, 5, 6], [2, 2]), seen([3, 4, 7, 8], [2, 2])] };
const one = { pooled: { ...pooled, data: pooled.data.slice(0, 2), rows: 1 }, pictures: two.pictures.slice(0, 1) };
const input = { images: [samplePicture(4, 4), samplePicture(4, 4)] };
const result = (output: unknown, pool: boolean) => ({ input, options: { pool }, output });

test("the JSON is Python's: tokens or one vector, of one picture or of several", async () => {
  expect(await jsonOf(visualizer, result(one, false))).toEqual([
    [1, 2],
    [5, 6],
  ]);
  expect(await jsonOf(visualizer, result(one, true))).toEqual([1, 2]);
  expect(await jsonOf(visualizer, result(two, true))).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(await jsonOf(visualizer, result(two, false))).toEqual([
    [
      [1, 2],
      [5, 6],
    ],
    [
      [3, 4],
      [7, 8],
    ],
  ]);
});

test("what a model without tokens gives keeps its shape", async () => {
  const vector = { ...one, pictures: [seen([1, 2], [2])] };
  expect(await jsonOf(visualizer, result(vector, false))).toEqual([1, 2]);
  const map = { ...one, pictures: [seen([1, 2, 3, 4], [2, 1, 2])] };
  expect(await jsonOf(visualizer, result(map, false))).toEqual([[[1, 2]], [[3, 4]]]);
});

test("one picture shows its patches, several how alike they are", () => {
  expect(drawn(visualizer, fixture.final)).toContain("view.patch");
  expect(drawn(visualizer, result(one, false))).toContain("view.no-patches");
  const html = drawn(visualizer, result(two, true));
  expect(html).toContain("ui.similarity");
  expect(html.match(/aria-label="view.picture-number"/g)).toHaveLength(2);
  expect(html).not.toContain("view.view-map");
});

test("nothing yet and nothing at all are told apart", () => {
  expect(drawn(visualizer, fixture.empty)).toContain("view.empty");
  expect(drawn(visualizer, fixture.empty, { final: false })).toContain("view.waiting");
});
