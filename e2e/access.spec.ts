import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { taskIds } from "../src/tasks/index.ts";
import { seriousIn } from "./support/axe.ts";
import { isNightly, withFewer } from "./support/nightly.ts";
import { expect, test } from "./support/test.ts";

/** Views and editors of every task are looked at in gallery.spec.ts, the whole page with two of them here. */
const tasks = isNightly ? taskIds : ["text-generation", "automatic-speech-recognition"];

async function expectNothingSerious(page: Page, where: string): Promise<void> {
  expect(await seriousIn(new AxeBuilder({ page })), where).toEqual([]);
}

for (const [theme, lang] of [
  ["light", "en"],
  ["dark", "zh-CN"],
] as const) {
  test(`axe finds nothing serious on the page, ${theme}, ${lang}`, withFewer, async ({ page, playground }) => {
    for (const task of tasks) {
      await playground.openAt(`#task=${task}&lang=${lang}&theme=${theme}`);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expectNothingSerious(page, task);
    }
    await playground.taskPicker.click();
    await expect(page.getByRole("listbox")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expectNothingSerious(page, "the open task menu");
    await page.keyboard.press("Escape");
    await playground.modelId.click();
    await expect(page.getByRole("listbox")).toBeVisible();
    await expectNothingSerious(page, "the open list of models");
    await playground.modelId.fill("a/b/c");
    await expectNothingSerious(page, "the word on a bad id");
  });
}

test("a result is reached by keyboard alone, and nothing scrolls sideways on a phone", async ({
  page,
  playground,
  tiny,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.open({ ...tiny, task: "sentence-similarity", lang: "en" });
  await playground.input("source_sentence").focus();
  await page.keyboard.type("How do I bake bread?");
  await playground.input("sentences").focus();
  await page.keyboard.type("The bakery opens at seven\nThe train leaves at noon");
  await page.keyboard.press("Control+Enter");
  expect(await playground.end()).toBe("done");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
