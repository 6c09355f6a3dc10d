import { expect, it } from "vitest";
import { nearestTicks } from "./ticks.ts";

it.each([
  [1.83, 4.41, [1, 2, 3, 4, 5]],
  [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [2, 2, [2, 3]],
  [0.31, 0.34, [0.31, 0.32, 0.33, 0.34]],
])("marks %f to %f by round numbers", (low, high, ticks) => {
  expect(nearestTicks(low, high).length).toBeLessThanOrEqual(8);
  expect(nearestTicks(low, high)[0]).toBeLessThanOrEqual(low);
  expect(nearestTicks(low, high).at(-1)).toBeGreaterThanOrEqual(high);
  if (low !== high && high - low > 0.1) expect(nearestTicks(low, high)).toEqual(ticks);
});
