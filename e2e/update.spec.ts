import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.ts";

/** From now on the site serves a page with another entry, which for the test is the same script under a new name. */
async function deployAnother(page: Page, base: string): Promise<void> {
  await page.route(base, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(src="[^"]*index-[\w-]{8})\.js/, "$1.js?next=/assets/index-next.js");
    await route.fulfill({ response, body });
  });
}

test("a tab whose site was deployed anew says so when it is looked at again, and loses nothing by the reload", async ({
  page,
  playground,
  site,
  tiny,
}) => {
  await playground.open({ ...tiny, task: "feature-extraction", inputs: { texts: "kept" } });
  await playground.option("normalize").uncheck();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByTestId("update")).toBeHidden();

  await deployAnother(page, site.url);
  await page.clock.install();
  await page.clock.fastForward(120_000);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByTestId("update")).toBeVisible();
  await playground.answer();

  await page.getByTestId("update").getByRole("button").click();
  await page.waitForLoadState("load");
  await playground.ready();
  await expect(page.getByTestId("update")).toBeHidden();
  await expect(playground.input("texts")).toHaveValue("kept");
  await expect(playground.option("normalize")).not.toBeChecked();
});

test("a part that a new deployment took away is explained by it, and the page stays", async ({
  page,
  playground,
  site,
}) => {
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "kept" } });
  await page.route("**/assets/DevicePanel-*", (route) => route.fulfill({ status: 404 }));
  await deployAnother(page, site.url);
  await page.getByTestId("device-panel-button").click();
  await expect(page.getByTestId("update")).toBeVisible();
  await expect(playground.input("texts")).toHaveValue("kept");
});

test("an editor that cannot be had is told of, and takes nothing else away", async ({ page, playground, site }) => {
  await playground.open({ task: "feature-extraction", device: "wasm", inputs: { texts: "kept" } });
  await page.route("**/assets/ImageEditor-*", (route) => route.fulfill({ status: 404 }));
  await deployAnother(page, site.url);
  await playground.taskPicker.click();
  await page.locator('[role=option][data-value="image-classification"]').click();
  await expect(page.getByText("A part of this page could not be loaded")).toBeVisible();
  await expect(page.getByTestId("update")).toBeVisible();
  await playground.taskPicker.click();
  await page.locator('[role=option][data-value="feature-extraction"]').click();
  await expect(playground.input("texts")).toHaveValue("kept");
});
