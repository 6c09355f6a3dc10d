import { expect, test } from "vitest";
import { finish } from "../../../../shared/vectors/steps.ts";
import { umapOf } from "./umap.ts";

test("UMAP puts neighbours beside each other, the same at every visit", () => {
  // Two heaps of twenty rows, each around an axis of its own.
  const data = Float32Array.from({ length: 40 * 3 }, (_, at) => (at % 3 === (at < 60 ? 0 : 1) ? 1 : (at % 7) / 50));
  const vectors = { data, rows: 40, columns: 3 };
  const map = finish(umapOf(vectors));
  expect(map).toMatchObject({ rows: 40, columns: 2 });
  expect(finish(umapOf(vectors)).data).toEqual(map.data);
  const distance = (a: number, b: number) =>
    Math.hypot(
      (map.data[a * 2] ?? 0) - (map.data[b * 2] ?? 0),
      (map.data[a * 2 + 1] ?? 0) - (map.data[b * 2 + 1] ?? 0),
    );
  for (let row = 1; row < 20; row++) expect(distance(0, row)).toBeLessThan(distance(0, row + 20));
});
