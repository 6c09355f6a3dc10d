import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
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

// Themes differ in nothing but colours and languages in nothing but words: each is looked at once.
for (const [theme, lang] of [
  ["light", "en"],
  ["dark", "zh-CN"],
] as const) {
  test(`every view and editor in every state: axe finds nothing serious, ${theme}, ${lang}`, async ({ page }) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    // What is still fading in has no contrast yet.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.goto(`${site.url}gallery.html#theme=${theme}&lang=${lang}`);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    for (const id of shown) {
      for (const state of ["waiting", "empty", "partial", "final"]) {
        await expect(page.locator(`[data-state="${id} ${state}"]`)).toHaveCount(1);
      }
    }
    await expect(page.locator('[data-state^="messages-"]')).toHaveCount(4);
    await expect(page.locator('[data-state="json tree"]')).toBeVisible();
    expect(await seriousIn(new AxeBuilder({ page }))).toEqual([]);
    expect(problems).toEqual([]);
  });
}

test("no state is wider than the smallest screen", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${site.url}gallery.html#theme=light&lang=zh-CN`);
  await expect(page.locator('[data-state="json tree"]')).toBeVisible();
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-state]")]
      .filter((state) => state.scrollWidth > state.clientWidth + 1)
      .map((state) => `${state.dataset.state}: ${state.scrollWidth}`),
  );
  expect(wide).toEqual([]);
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(320);
});

test("every text runs in the direction of its own first strong letter", async ({ page }) => {
  await page.goto(`${site.url}gallery.html#theme=light&lang=en`);
  await expect(page.locator('[data-state="json tree"]')).toBeVisible();
  const fixed = await page.evaluate(() => {
    // Programs and pictures have a direction of their own, the page its language; nothing else is drawn from left to right whatever it says.
    const own = "pre, code, svg, canvas, script, style, select, [dir], [aria-live]";
    const found = new Set<string>();
    for (const state of document.querySelectorAll("[data-state]")) {
      const walker = document.createTreeWalker(state, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { textContent, parentElement } = walker.currentNode;
        if (!/\p{L}/u.test(textContent ?? "") || parentElement?.closest(own)) continue;
        let box: Element | null = parentElement;
        while (box && /^(?:inline|contents)$/.test(getComputedStyle(box).display)) box = box.parentElement;
        if (!box || getComputedStyle(box).unicodeBidi === "plaintext") continue;
        found.add(`${box.tagName.toLowerCase()}.${box.className}`);
      }
    }
    return [...found];
  });
  expect(fixed).toEqual([]);
});
