import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { buildGallery } from "../scripts/gallery.mjs";
import { serveDist } from "../scripts/serve/server.mjs";
import { taskIds } from "../src/tasks/index.ts";
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

for (const [theme, lang] of [
  ["light", "en"],
  ["dark", "zh-CN"],
] as const) {
  test(`every view and editor in every state: axe finds nothing serious, ${theme}, ${lang}`, async ({ page }) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(`${site.url}gallery.html#theme=${theme}&lang=${lang}`);
    for (const id of shown) {
      for (const state of ["waiting", "empty", "partial", "final"]) {
        await expect(page.locator(`[data-state="${id} ${state}"]`)).toHaveCount(1);
      }
    }
    await expect(page.locator('[data-state="json tree"]')).toBeVisible();
    await expect(page.locator('[data-state^="messages-"]')).toHaveCount(4);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target} ${html}`).join("\n")}`),
    ).toEqual([]);
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
