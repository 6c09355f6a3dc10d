import { expect, test } from "./support/test.ts";
import { minutesOfWork } from "./support/texts.ts";

test("language and theme change in the middle of a run, which goes on", async ({ page, playground }) => {
  await playground.open({ task: "feature-extraction", device: "wasm", lang: "en" });
  await playground.fill("texts", minutesOfWork);
  await playground.press();
  await expect(playground.status).toHaveAttribute("data-status", "running");
  await page.locator("button[lang=zh-CN]").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(playground.status).toContainText("正在运行");
  await expect(playground.stop).toHaveText("停止");
  await page.getByRole("button", { name: "主题" }).click();
  await page.getByRole("button", { name: "主题" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(playground.status).toHaveAttribute("data-run", "1");
  await expect(playground.status).toHaveAttribute("data-status", "running");
  await playground.stop.click();
  expect(await playground.end()).toBe("cancelled");
  await expect(playground.input("texts")).toHaveValue(minutesOfWork);

  await playground.fill("texts", "one");
  await playground.answer();
  await page.locator("button[lang=en]").click();
  await expect(playground.status).toHaveText(/^Done in/);
  await expect(playground.status).toHaveAttribute("data-stale", "false");
});
