import { expect, it } from "vitest";
import { mostFloatBytesFor, poolLimitsFor } from "./pool.ts";

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

it("unpacks weights where there is memory for them: never on small devices, more reluctantly on phones", () => {
  expect(mostFloatBytesFor({ memoryGB: 2, isMobile: false })).toBe(0);
  expect(mostFloatBytesFor({ memoryGB: 4, isMobile: false })).toBeGreaterThan(1e9);
  expect(mostFloatBytesFor({ memoryGB: 4, isMobile: true })).toBe(0);
  expect(mostFloatBytesFor({ memoryGB: 8, isMobile: true })).toBe(mostFloatBytesFor({ memoryGB: 4, isMobile: false }));
});

it("leaves room in the 4 GB that WebAssembly can address", () => {
  expect(mostFloatBytesFor({ memoryGB: 32, isMobile: false })).toBeLessThan(3.5e9);
});

it("takes a computer that does not say for one of 4 GB, a phone for one with nothing to spare", () => {
  expect(mostFloatBytesFor({ memoryGB: undefined, isMobile: false })).toBe(
    mostFloatBytesFor({ memoryGB: 4, isMobile: false }),
  );
  expect(mostFloatBytesFor({ memoryGB: undefined, isMobile: true })).toBe(0);
});
