import { expect, it } from "vitest";
import { poolLimitsFor } from "./pool.ts";

it("keeps two models where there is memory for them, one on small devices", () => {
  expect(poolLimitsFor({ deviceMemory: 8 }, "jspi").maxResident).toBe(2);
  expect(poolLimitsFor({ deviceMemory: 2 }, "jspi").maxResident).toBe(1);
});

it("takes a browser that does not say for one of 4 GB", () => {
  expect(poolLimitsFor({}, "jspi")).toEqual(poolLimitsFor({ deviceMemory: 4 }, "jspi"));
});

it("counts more for the build that needs more", () => {
  expect(poolLimitsFor({}, "asyncify").workerBytes).toBeGreaterThan(poolLimitsFor({}, "jspi").workerBytes);
});
