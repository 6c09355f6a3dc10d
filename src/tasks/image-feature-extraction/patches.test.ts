import { expect, test } from "vitest";
import { paletteOf } from "../../ui/colour-maps.ts";
import { componentColours, likenessColours, likenessOf, movedPatch, patchAt, patchesOf } from "./patches.ts";

const whole = { left: 0, top: 0, width: 1, height: 1 };
const grid = { columns: 3, rows: 2, skipped: 1, area: whole };
const seen = {
  tokens: Float32Array.of(9, 9, 2, 0, 0, 3, 1, 1, -1, 0, 5, 0.1, 0, -1),
  shape: [7, 2],
  grid,
};

test("patches begin behind the tokens that are none, and are compared by their direction", () => {
  const patches = patchesOf(seen, grid);
  expect([patches.rows, ...patches.data.subarray(0, 4)]).toEqual([6, 1, 0, 0, 1]);
  const { cosines, least, nearest } = likenessOf(patches, 0);
  expect(Array.from(cosines, (cosine) => Math.round(cosine * 100) / 100)).toEqual([1, 0, 0.71, -1, 1, 0]);
  expect([least, nearest]).toEqual([-1, 4]);
});

test("the chosen patch is the lightest and the least like it the darkest", () => {
  const { data } = likenessColours(likenessOf(patchesOf(seen, grid), 0), grid, paletteOf("grey"));
  expect([data[0], data[12], data[3]]).toEqual([255, 0, 255]);
});

test("each component is a channel of its own, and one that never changes is dark", () => {
  const components = { data: Float32Array.of(0, 5, 1, 2, 5, 0), rows: 2, columns: 3 };
  expect([...componentColours(components, { ...grid, columns: 2, rows: 1 }).data]).toEqual([
    0, 0, 255, 255, 255, 0, 0, 255,
  ]);
});

test("arrows lead from the middle on and not out of the grid; a place outside the patches has none", () => {
  expect(movedPatch(undefined, "ArrowUp", grid)).toBe(4);
  expect(movedPatch(4, "ArrowUp", grid)).toBe(1);
  expect(movedPatch(1, "ArrowUp", grid)).toBe(1);
  expect(movedPatch(0, "ArrowRight", grid)).toBe(1);
  expect(movedPatch(0, "Enter", grid)).toBeUndefined();
  expect(patchAt(0.99, 0.99, grid)).toBe(5);
  expect(patchAt(0.1, 0.5, { ...grid, area: { left: 0.25, top: 0, width: 0.5, height: 1 } })).toBeUndefined();
});
