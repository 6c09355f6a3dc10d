import { startHub } from "./hub/hub.ts";
import type { Playground } from "./support/playground.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, test } from "./support/test.ts";

const texts = "Wie spät ist es?\n现在几点？";

/** Types a model as a reader does. */
async function choose(playground: Playground, model: string, dtype = "fp32"): Promise<void> {
  await playground.modelId.fill(model);
  await playground.modelId.press("Enter");
  await playground.dtype.selectOption(dtype);
}

test("a checkpoint of the Hub runs by its id, at a revision, and by a pasted address", async ({ playground, hub }) => {
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts } });
  await choose(playground, "test/tiny");
  await playground.answer();
  await expect(playground.status).toHaveAttribute("data-model", "test/tiny");
  await expect(playground.status).toHaveAttribute("data-revision", "main");
  const { networkBytes, bytes } = await playground.report();
  expect(networkBytes).toBe(bytes);

  await choose(playground, "test/tiny@v1.0");
  await playground.answer();
  await expect(playground.status).toHaveAttribute("data-revision", "v1.0");
  expect(hub.requests.map(({ path }) => path)).toContain("/test/tiny/resolve/v1.0/onnx/model.onnx");

  hub.forgetRequests();
  await choose(playground, `${hub.url}/test/tiny/tree/main`);
  await expect(playground.modelId).toHaveValue("test/tiny");
  await playground.answer();
  await expect(playground.status).toHaveAttribute("data-model", "test/tiny");
});

test("at the second visit a checkpoint comes out of the browser's cache", async ({ page, playground, hub }) => {
  await playground.open({
    task: "feature-extraction",
    model: "test/e5",
    device: "wasm",
    dtype: "q4",
    inputs: { texts },
  });
  const first = await playground.answer();
  await page.reload();
  await playground.ready();
  hub.forgetRequests();
  expect(await playground.answer()).toEqual(first);
  // Only what it did not find before is asked for again.
  expect(hub.requests.filter(({ status }) => status !== 404)).toEqual([]);
  const { networkBytes, bytes } = await playground.report();
  expect(networkBytes).toBe(0);
  expect(bytes).toBeGreaterThan(25_000_000);

  await page.reload();
  await playground.ready();
  hub.forgetRequests();
  // Whoever begins to type will press Run.
  await playground.input("texts").focus();
  await expect(page.getByText("The model is ready")).toBeVisible();
  expect(hub.requests).toEqual([]);
  await expect(playground.status).toHaveAttribute("data-status", "idle");
  expect(await playground.answer()).toEqual(first);
});

test("where the first host refuses, the second serves", async ({ page, playground, hub }) => {
  const first = await startHub();
  first.setFault({ fault: { kind: "refuse" } });
  try {
    await deploy(page, { endpoints: [endpointOf(first), endpointOf(hub)] });
    await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts } });
    await choose(playground, "test/tiny");
    await playground.answer();
    expect(first.requests.length).toBeGreaterThan(0);
    await expect(playground.error).toHaveCount(0);
  } finally {
    await first.close();
  }
});

test("a host with another layout serves by the path that site.json gives it", async ({ page, playground, site }) => {
  const base = { name: "Own", host: site.url, path: "models/{model}/{file}" };
  await deploy(page, { endpoints: [base] });
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts } });
  await choose(playground, "multilingual-e5-small-enzh", "q4");
  await playground.answer();
  await expect(playground.status).toHaveAttribute("data-model", "multilingual-e5-small-enzh");
});
