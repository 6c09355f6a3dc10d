import AxeBuilder from "@axe-core/playwright";
import { startHub } from "./hub/hub.ts";
import { seriousIn } from "./support/axe.ts";
import { deploy, endpointOf } from "./support/site.ts";
import { expect, fileOf, test } from "./support/test.ts";

const weights = "onnx/model.onnx";
const token = "hf_a-readers-own";
const repos = {
  "test/gated-tiny": { folder: fileOf("e2e/reference/minilm-feature-extraction"), gated: "auto" },
} as const;

test("a gated model is found, opened with a token, paused, gone on with after a reload, and runs without the network", async ({
  page,
  playground,
}) => {
  const hub = await startHub({ repos, token, cdn: "apart" });
  try {
    await deploy(page, { endpoints: [{ ...endpointOf(hub), token: true }] });
    await playground.open({ task: "feature-extraction", device: "wasm", dtype: "fp32", inputs: { texts: "one\ntwo" } });
    await page.getByTestId("models-button").click();
    await page.getByTestId("model-search").fill("gated");
    const hit = page.locator("[data-testid=model-hit][data-model='test/gated-tiny']");
    await expect(hit).toContainText(/fp32 \d+ kB/);
    expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
    await page.getByTestId("model-search").press("ArrowDown");
    await expect(hit).toBeFocused();
    await hit.press("Enter");
    await expect(playground.modelId).toHaveValue("test/gated-tiny");
    const about = page.getByTestId("model-about");
    await about.locator("summary").first().press("Enter");
    await expect(about).toContainText("model.onnx: fp32");
    await about.getByText(/\d files/).press("Enter");
    await expect(about).toContainText(weights);

    await page.getByTestId("download-start").click();
    await expect(page.getByTestId("download-status")).toContainText("consent");
    await page.getByTestId("token-input").fill(token);
    hub.setFault({ file: weights, on: "content", fault: { kind: "slow", bytesPerSecond: 10_000 } });
    await page.getByTestId("download-resume").click();
    await expect
      .poll(() => hub.requests.some(({ path, sentBytes }) => path.startsWith("/cdn/") && sentBytes > 20_000))
      .toBe(true);
    await page.getByTestId("download-pause").click();
    await expect(page.getByTestId("download-status")).toContainText("Paused");
    hub.clearFaults();

    await page.reload();
    await playground.ready();
    hub.forgetRequests();
    await page.getByTestId("models-button").click();
    // It was in memory alone.
    await page.getByTestId("token-input").fill(token);
    await page.getByTestId("download-start").click();
    await expect(page.getByTestId("download-status")).toContainText("checked");
    const content = hub.requests.filter(({ path }) => path.startsWith("/cdn/"));
    expect(content.map(({ range }) => /^bytes=\d{5,}-$/.test(range ?? ""))).toEqual([true]);
    expect(content.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(hub.requests.some(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
    expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage })))).not.toContain(token);
    await page.keyboard.press("Escape");
    hub.setFault({ fault: { kind: "refuse" } });
    await playground.answer();
    expect((await playground.report()).networkBytes).toBe(0);
  } finally {
    await hub.close();
  }
});

test("from outside a model is found and downloaded without its panel; no key and no press is lost", async ({
  page,
  playground,
}) => {
  const hub = await startHub({ repos, token });
  try {
    await deploy(page, { endpoints: [{ ...endpointOf(hub), token: true }] });
    await playground.open({ task: "feature-extraction", device: "wasm", dtype: "fp32" });
    await page.getByTestId("model-search").pressSequentially("gated");
    await expect(page.getByTestId("model-search")).toHaveValue("gated");
    await page.getByTestId("model-hit").click();
    await expect(playground.modelId).toHaveValue("test/gated-tiny");
    await page.getByTestId("token-input").fill(token);
    hub.setFault({ file: weights, on: "content", fault: { kind: "slow", bytesPerSecond: 10_000 } });
    await page.getByTestId("download-start").click();
    await page.getByTestId("download-pause").click();
    await expect(page.getByTestId("download-status")).toContainText("Paused");
    hub.clearFaults();
    await page.getByTestId("download-resume").click();
    await expect(page.getByTestId("kept-model")).toHaveAttribute("data-model", "test/gated-tiny");
    await expect(page.getByTestId("download-status")).toContainText("checked");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    // What was looked for is what the panel shows, and what was deleted can be had again.
    await page.getByTestId("models-button").click();
    await expect(page.getByRole("dialog").getByTestId("model-search")).toHaveValue("gated");
    await page.getByTestId("kept-delete").click();
    await expect(page.getByTestId("download-start")).toBeEnabled();
    // What came of it goes with what is kept of it.
    hub.setFault({ file: weights, on: "content", fault: { kind: "slow", bytesPerSecond: 10_000 } });
    await page.getByTestId("download-start").click();
    await expect.poll(() => page.evaluate(partCount)).toBe(1);
    await page.getByTestId("download-pause").click();
    await page.keyboard.press("Escape");
    await page.getByTestId("models-button").click();
    await page.getByTestId("kept-delete").click();
    await expect.poll(() => page.evaluate(partCount)).toBe(0);
  } finally {
    await hub.close();
  }
});

test("a reader signs in at the Hub, comes back to where they were, and is given what is gated", async ({
  page,
  playground,
}) => {
  const hub = await startHub({ repos, token });
  try {
    await deploy(page, { endpoints: [{ ...endpointOf(hub), token: true }], signIn: { clientId: "app" } });
    await page.route(`${hub.url}/oauth/authorize?*`, (route) => {
      const query = new URL(route.request().url()).searchParams;
      const back = `${query.get("redirect_uri")}?code=once&state=${query.get("state")}`;
      return route.fulfill({
        contentType: "text/html",
        body: `<script>location.replace(${JSON.stringify(back)})</script>`,
      });
    });
    await page.route(`${hub.url}/oauth/token`, (route) =>
      route.fulfill({ json: { access_token: token }, headers: { "access-control-allow-origin": "*" } }),
    );
    const inputs = { texts: "one\ntwo" };
    await playground.open({
      task: "feature-extraction",
      model: "test/gated-tiny",
      device: "wasm",
      dtype: "fp32",
      inputs,
    });
    await page.getByTestId("models-button").click();
    await page.getByTestId("hub-sign-in").press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await playground.ready();
    await expect(playground.modelId).toHaveValue("test/gated-tiny");
    await expect(playground.input("texts")).toHaveValue(inputs.texts);
    expect(page.url()).not.toContain("code=");
    await playground.answer();
    expect(JSON.stringify(await page.evaluate(() => ({ ...localStorage, ...sessionStorage })))).not.toContain(token);
  } finally {
    await hub.close();
  }
});

/** In the page: files on their way. */
async function partCount(): Promise<number> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("model-parts");
  let count = 0;
  for await (const _ of folder.keys()) count += 1;
  return count;
}
