import { expect, test } from "vitest";
import { boxBetween, placeAt, undone, withPoint } from "./pointing.ts";

const nothing = { points: [], box: null };

test("a click is a whole pixel of the picture, and one beyond the edge lies on it", () => {
  expect(placeAt(0.5, 0.25, { width: 301, height: 200 })).toEqual({ x: 151, y: 50 });
  expect(placeAt(-0.2, 1.4, { width: 301, height: 200 })).toEqual({ x: 0, y: 200 });
});

test("a box lies between two corners, drawn from any of the four", () => {
  const box = { xmin: 10, ymin: 20, xmax: 30, ymax: 50 };
  expect(boxBetween({ x: 10, y: 20 }, { x: 30, y: 50 })).toEqual(box);
  expect(boxBetween({ x: 30, y: 20 }, { x: 10, y: 50 })).toEqual(box);
  expect(boxBetween({ x: 30, y: 20 }, { x: 30, y: 50 })).toBeNull();
});

test("a point that was kept is left out where it is clicked again so", () => {
  const kept = withPoint(nothing, { x: 1, y: 2 }, 1);
  expect(withPoint(kept, { x: 1, y: 2 }, 0)).toEqual({ points: [{ x: 1, y: 2, label: 0 }], box: null });
});

test("undo goes the way back, and takes from what came by an address its last point first", () => {
  const one = withPoint(nothing, { x: 1, y: 2 }, 1);
  const two = { ...one, box: { xmin: 0, ymin: 0, xmax: 5, ymax: 5 } };
  expect(undone(two, { before: [nothing, one], last: two })).toBe(one);
  expect(undone(two, { before: [nothing], last: one })).toEqual({ points: [], box: two.box });
  expect(undone({ points: [], box: two.box }, undefined)).toEqual(nothing);
});
