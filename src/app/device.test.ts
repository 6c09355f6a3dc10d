import { describe, expect, it } from "vitest";
import { settle } from "../shared/testing/clock.ts";
import { type DeviceFacts, type DeviceScope, findWebgpuProblem, probeDevice } from "./device.ts";

const scope: DeviceScope = {
  isSecureContext: true,
  crossOriginIsolated: true,
  navigator: { hardwareConcurrency: 4, deviceMemory: 8 },
};
type Source = NonNullable<DeviceScope["navigator"]["gpu"]>;
const withGpu = (requestAdapter: Source["requestAdapter"]): DeviceScope => ({
  ...scope,
  navigator: { ...scope.navigator, gpu: { requestAdapter } },
});
const ignore = () => {};

describe("the device", () => {
  it("without the API, without an adapter, or with one that fails, has no WebGPU", async () => {
    const scopes = [scope, withGpu(async () => null), withGpu(() => Promise.reject(new Error("lost")))];
    for (const one of scopes) expect(findWebgpuProblem(await probeDevice(one, ignore))).toBe("webgpu-unavailable");
  });

  it("on an insecure page has none for that reason", async () => {
    expect(findWebgpuProblem(await probeDevice({ ...scope, isSecureContext: false }, ignore))).toBe("insecure-context");
  });

  it.each([
    [{ userAgentData: { mobile: true } }, true],
    [{ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)" }, true],
    [{ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 5 }, true],
    [{ userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", maxTouchPoints: 0 }, false],
    [{ userAgent: "Mozilla/5.0 (X11; Linux x86_64)", userAgentData: { mobile: false } }, false],
  ])("that says %o is a phone or a tablet: %s", async (said, expected) => {
    const facts = await probeDevice({ ...scope, navigator: { ...scope.navigator, ...said } }, ignore);
    expect(facts.isMobile).toBe(expected);
  });

  it("whose driver hangs is not waited for", async () => {
    const facts = await probeDevice(
      withGpu(() => new Promise(() => {})),
      ignore,
      5,
    );
    expect(facts).toMatchObject({ adapter: undefined, cores: 4, memoryGB: 8, isolated: true });
  });

  it("whose driver is slow is told of when it has come, once, and not where it says that there is none", async () => {
    const info = { vendor: "some", architecture: "", description: "", isFallbackAdapter: false };
    const card = { info, features: new Set<string>(), limits: { maxBufferSize: 2, maxStorageBufferBindingSize: 1 } };
    for (const found of [card, null]) {
      let come = (_: typeof found): void => {};
      const coming = new Promise<typeof found>((resolve) => {
        come = resolve;
      });
      const late: DeviceFacts[] = [];
      const facts = await probeDevice(
        withGpu(() => coming),
        (now) => late.push(now),
        5,
      );
      expect([facts.adapter, late]).toEqual([undefined, []]);
      come(found);
      await settle();
      expect(late).toEqual(found ? [{ ...facts, adapter: expect.objectContaining({ vendor: "some" }) }] : []);
    }
  });
});
