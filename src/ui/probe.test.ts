import { expect, test } from "vitest";
import { movedProbe, probeAt } from "./probe.ts";

const size = { width: 200, height: 100 };

test("arrows take the probe from the middle on, Shift by a pixel, and never out of the picture", () => {
  expect(movedProbe(undefined, "ArrowUp", false, size)).toEqual({ x: 100, y: 50 });
  expect(movedProbe({ x: 100, y: 50 }, "ArrowRight", false, size)).toEqual({ x: 104, y: 50 });
  expect(movedProbe({ x: 100, y: 50 }, "ArrowUp", true, size)).toEqual({ x: 100, y: 49 });
  expect(movedProbe({ x: 1, y: 99 }, "ArrowLeft", false, size)).toEqual({ x: 0, y: 99 });
  expect(movedProbe({ x: 1, y: 99 }, "ArrowDown", false, size)).toEqual({ x: 1, y: 99 });
  expect(movedProbe({ x: 1, y: 99 }, "a", false, size)).toBeUndefined();
});

test("a place under the pointer is a pixel, at the very edge too", () => {
  expect(probeAt(0.5, 0.999, size)).toEqual({ x: 100, y: 99 });
  expect(probeAt(1, -0.1, size)).toEqual({ x: 199, y: 0 });
});
