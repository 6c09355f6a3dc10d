import { describe, expect, it } from "vitest";
import { type DeviceScope, findWebgpuProblem, probeDevice } from "./device.ts";

const scope: DeviceScope = {
  isSecureContext: true,
  crossOriginIsolated: true,
  navigator: { hardwareConcurrency: 4, deviceMemory: 8 },
};
const withGpu = (requestAdapter: GPU["requestAdapter"]): DeviceScope => ({
  ...scope,
  navigator: { ...scope.navigator, gpu: { requestAdapter } },
});

describe("the device", () => {
  it("without the API, without an adapter, or with one that fails, has no WebGPU", async () => {
    const scopes = [scope, withGpu(async () => null), withGpu(() => Promise.reject(new Error("lost")))];
    for (const one of scopes) expect(findWebgpuProblem(await probeDevice(one))).toBe("webgpu-unavailable");
  });

  it("on an insecure page has none for that reason", async () => {
    expect(findWebgpuProblem(await probeDevice({ ...scope, isSecureContext: false }))).toBe("insecure-context");
  });

  it("whose driver hangs is not waited for", async () => {
    const facts = await probeDevice(
      withGpu(() => new Promise(() => {})),
      5,
    );
    expect(facts).toMatchObject({ adapter: undefined, cores: 4, memoryGB: 8, isolated: true });
  });
});
