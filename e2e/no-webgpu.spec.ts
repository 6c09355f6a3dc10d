import type { Browser, Page } from "@playwright/test";
import { only } from "./support/nightly.ts";
import { Playground } from "./support/playground.ts";
import { expect, test } from "./support/test.ts";

const link = { task: "feature-extraction", device: "webgpu", inputs: { texts: "one" } } as const;

/** A link that asks for WebGPU works on WASM, and says so in the control, in a notice, in the status and in the report. */
async function expectFallback(page: Page, base: string, code: string): Promise<void> {
  const playground = new Playground(page, base);
  await playground.open(link);
  const option = playground.device.locator("option[value=webgpu]");
  await expect(option).toBeDisabled();
  // The reason stands where the choice does.
  await expect(option).toHaveText(/\S.{20}/);
  await expect(playground.notice(code)).toBeVisible();
  await playground.answer();
  await expect(playground.status).toHaveAttribute("data-fallback", code);
  await expect(playground.status).toHaveAttribute("data-device", "wasm");
  expect(await playground.report()).toMatchObject({ device: "wasm", fallback: code, adapter: null });

  await playground.device.selectOption("wasm");
  await expect(playground.notice(code)).toHaveCount(0);
  await playground.answer();
  await expect(playground.status).not.toHaveAttribute("data-fallback", /./);
}

test("without an adapter everything runs on WASM, and the page says why", async ({ page, site }) => {
  await page.addInitScript(() => {
    Object.defineProperty(GPU.prototype, "requestAdapter", { value: () => Promise.resolve(null) });
  });
  await expectFallback(page, site.url, "webgpu-unavailable");
});

test("without an adapter the dtype shown is the one that will run, and choosing another chooses WASM", async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(GPU.prototype, "requestAdapter", { value: () => Promise.resolve(null) });
  });
  const playground = new Playground(page, site.url);
  // Its model is of 32 bits on WebGPU and of 8 on WASM.
  await playground.open({ task: "translation", device: "webgpu" });
  await expect(playground.notice("webgpu-unavailable")).toBeVisible();
  await expect(playground.dtype).toHaveValue("q8");
  await playground.dtype.selectOption("fp32");
  await expect(playground.device).toHaveValue("wasm");
  await expect(playground.dtype).toHaveValue("fp32");
  await expect(playground.notice("webgpu-unavailable")).toHaveCount(0);
});

// As on the insecure page, but for what else it lacks.
test("without the WebGPU API everything runs on WASM, and the page says why", only(false), async ({ page, site }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, "gpu");
  });
  await expectFallback(page, site.url, "webgpu-unavailable");
});

test("on an insecure page, without WebGPU, caches and threads, everything runs on WASM", async ({
  playwright,
  launchOptions,
  site,
}) => {
  // A real one: plain http, and a name that is not the machine's own.
  const name = "playground.test";
  const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${name} 127.0.0.1`];
  const browser: Browser = await playwright.chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage();
    const base = new URL(site.url);
    base.hostname = name;
    await expectFallback(page, base.href, "insecure-context");
    const given = await page.evaluate(() => [isSecureContext, "caches" in globalThis, crossOriginIsolated]);
    expect(given).toEqual([false, false, false]);
  } finally {
    await browser.close();
  }
});
