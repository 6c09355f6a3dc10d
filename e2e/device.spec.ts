import AxeBuilder from "@axe-core/playwright";
import { serveDist } from "../scripts/serve/server.mjs";
import { seriousIn } from "./support/axe.ts";
import { Playground } from "./support/playground.ts";
import { expect, fileOf, test } from "./support/test.ts";

test("the device panel tells what there is, in words and as a report without what was typed", async ({
  page,
  context,
  playground,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open({ task: "feature-extraction", device: "wasm", lang: "zh-CN", inputs: { texts: "Geheimnis" } });
  await page.getByTestId("device-panel-button").focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  await expect(panel).toContainText("shader-f16");
  await expect(panel).toContainText("跨源隔离");
  expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
  await panel.getByRole("button", { name: "复制" }).click();
  // A page hears of what it copied later than of the press.
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/\| cross-origin isolated \| true \|/);
  const report = await copied();
  expect(report).toContain("| model | embedded/multilingual-e5-small-enzh@main |");
  expect(report).not.toContain("Geheimnis");
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await expect(page.getByTestId("device-panel-button")).toBeFocused();
});

test("a host without headers is named as the reason for one thread, and the licences are there", async ({ page }) => {
  const served = await serveDist({ root: fileOf("dist"), base: "/some/path/", headers: "none" });
  try {
    const playground = new Playground(page, served.url);
    await playground.open({ task: "feature-extraction", device: "wasm" });
    await page.getByTestId("device-panel-button").click();
    await expect(page.getByRole("dialog")).toContainText("Cross-Origin-Opener-Policy: same-origin");
    const [licences] = await Promise.all([
      page.waitForEvent("popup"),
      page.getByRole("dialog").getByRole("link").click(),
    ]);
    await expect(licences).toHaveURL(`${served.url}licences.html`);
    for (const name of ["@huggingface/transformers", "onnxruntime-web", "U²-Net-p"]) {
      await expect(licences.locator("summary").filter({ hasText: name })).toHaveCount(1);
    }
  } finally {
    await served.close();
  }
});
