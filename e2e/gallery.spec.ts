import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { buildGallery } from "../scripts/gallery.mjs";
import { serveDist } from "../scripts/serve/server.mjs";
import { taskIds } from "../src/tasks/index.ts";
import { seriousIn } from "./support/axe.ts";
import { expect, fileOf, test } from "./support/test.ts";

/** Which tasks must have a fixture is for src/tasks/architecture.test.ts to say. */
const shown = taskIds.filter((id) => existsSync(fileOf(`src/tasks/${id}/fixture.ts`)));

let site: Awaited<ReturnType<typeof serveDist>>;
let folder: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gallery-"));
  await buildGallery(folder);
  site = await serveDist({ root: folder });
});

test.afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

async function expectNothingSerious(page: Page, axe: AxeBuilder): Promise<void> {
  await expect(page.locator('[data-state="json tree"]')).toBeVisible();
  expect(await seriousIn(axe)).toEqual([]);
}

for (const lang of ["en", "zh-CN"]) {
  test(`every view and editor in every state, in both themes: axe finds nothing serious, ${lang}`, async ({ page }) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    // What is still fading in has no contrast yet.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${site.url}gallery.html#theme=light&lang=${lang}`);
    for (const id of shown) {
      for (const state of ["waiting", "empty", "partial", "final"]) {
        await expect(page.locator(`[data-state="${id} ${state}"]`)).toHaveCount(1);
      }
    }
    await expect(page.locator('[data-state^="messages-"]')).toHaveCount(4);
    await expectNothingSerious(page, new AxeBuilder({ page }));

    await page.goto(`${site.url}gallery.html#theme=dark&lang=${lang}`);
    await page.reload();
    // The themes differ in nothing but colours.
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expectNothingSerious(page, new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]));
    expect(problems).toEqual([]);
  });
}

test("no state is wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${site.url}gallery.html#theme=light&lang=zh-CN`);
  await expect(page.locator('[data-state="json tree"]')).toBeVisible();
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-state]")]
      .filter((state) => state.scrollWidth > state.clientWidth + 1)
      .map((state) => `${state.dataset.state}: ${state.scrollWidth}`),
  );
  expect(wide).toEqual([]);
});
