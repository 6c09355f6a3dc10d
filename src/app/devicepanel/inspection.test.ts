import { describe, expect, it } from "vitest";
import { inspect } from "./inspection.ts";

function adapter(info: Partial<GPUAdapterInfo>, features: readonly string[] = []) {
  const limits = {
    maxBufferSize: 2 ** 31,
    maxStorageBufferBindingSize: 2 ** 27,
    maxComputeWorkgroupStorageSize: 32_768,
    maxComputeInvocationsPerWorkgroup: 1024,
  };
  const whole = { vendor: "", architecture: "", device: "", description: "", ...info };
  return { info: whole, features: new Set(features), limits };
}

type Given = ReturnType<typeof adapter> | null;

function gpuOf(strong: Given, thrifty: Given = strong) {
  return {
    requestAdapter: async ({ powerPreference }: GPURequestAdapterOptions) =>
      powerPreference === "low-power" ? thrifty : strong,
  };
}

describe("the device panel's facts", () => {
  it("name the adapter, its features in order and the limits that decide whether a model fits", async () => {
    const found = await inspect({
      gpu: gpuOf(adapter({ vendor: "nvidia", architecture: "ada" }, ["timestamp-query", "shader-f16"])),
    });
    expect(found).toMatchObject({
      adapter: { name: "nvidia ada", features: ["shader-f16", "timestamp-query"], limits: { maxBufferSize: 2 ** 31 } },
      otherAdapter: undefined,
      storage: undefined,
    });
  });

  it("tell of a second adapter only where it is another one", async () => {
    const two = gpuOf(adapter({ vendor: "nvidia" }), adapter({ vendor: "intel", architecture: "gen-12lp" }));
    expect((await inspect({ gpu: two })).otherAdapter).toBe("intel gen-12lp");
  });

  it.each([
    [{ vendor: "intel", architecture: "gen-12lp" }, true],
    [{ vendor: "intel", architecture: "xe-hpg" }, false],
    [{ vendor: "amd", description: "AMD Radeon(TM) Graphics" }, true],
    [{ vendor: "nvidia", architecture: "ada" }, false],
    [{ vendor: "apple", architecture: "metal-3" }, false],
  ])("take %o for integrated: %s", async (info, expected) => {
    expect((await inspect({ gpu: gpuOf(adapter(info)) })).adapter?.isIntegrated).toBe(expected);
  });

  it("are there without WebGPU and without storage too", async () => {
    const refused = { estimate: () => Promise.reject(new TypeError("insecure")) };
    expect(await inspect({ storage: refused })).toEqual({
      adapter: undefined,
      otherAdapter: undefined,
      storage: undefined,
    });
    const storage = { estimate: async () => ({ usage: 5, quota: 100 }) };
    expect((await inspect({ storage })).storage).toEqual({ usedBytes: 5, quotaBytes: 100 });
  });
});
