import { expect, it } from "vitest";
import { poolLimitsFor } from "./pool.ts";

it("keeps two models where there is memory for them, one on small devices", () => {
  expect(poolLimitsFor({ hardwareConcurrency: 4, deviceMemory: 8 }, "jspi").maxResident).toBe(2);
  expect(poolLimitsFor({ hardwareConcurrency: 4, deviceMemory: 2 }, "jspi").maxResident).toBe(1);
});

it("takes a browser that does not say for one of 4 GB", () => {
  expect(poolLimitsFor({ hardwareConcurrency: 4 }, "jspi")).toEqual(
    poolLimitsFor({ hardwareConcurrency: 4, deviceMemory: 4 }, "jspi"),
  );
});

it("counts more for the build that needs more", () => {
  expect(poolLimitsFor({ hardwareConcurrency: 4 }, "asyncify").workerBytes).toBeGreaterThan(
    poolLimitsFor({ hardwareConcurrency: 4 }, "jspi").workerBytes,
  );
});
