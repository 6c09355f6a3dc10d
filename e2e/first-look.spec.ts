import type { Page } from "@playwright/test";
import { hold } from "./support/hold.ts";
import { expect, test } from "./support/test.ts";

/** docs/decisions.md, "The first look". */
const mostRequests = 12;

const allScripts = "**/assets/*.js";

/** Opens the page as far as it comes without its scripts, which its `load` event would wait for. */
async function openWritten(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: "commit" });
  await expect(page.locator("div[data-view]")).toBeAttached();
}

/** Sums up how far what is on screen moves, from the first paint on. */
async function watchShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Reflect.set(globalThis, "seen", seen);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ("value" in entry) seen.shift += Number(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () =>
    page.evaluate(
      // What moves in a frame is told after it.
      () =>
        new Promise<number>((settle) =>
          requestAnimationFrame(() => requestAnimationFrame(() => settle(Reflect.get(globalThis, "seen").shift))),
        ),
    );
}

/**
 * The screen, an element a line. Left out is what says the same in a written page and in one that scripts made: ids,
 * which React counts otherwise, `selected`, which it sets as a property, the spelling of styles, and comments.
 */
function drawnIn(page: Page): Promise<readonly string[]> {
  return page.locator("div[data-view]").evaluate((screen) => {
    const spelt = (value: string) => value.replace(/^_[rR]_\w+?_/, "").replace(/[\s;]/g, "");
    return [screen, ...screen.querySelectorAll("*")].map((element) => {
      const attributes = [...element.attributes]
        .filter(({ name }) => name !== "selected")
        .map(({ name, value }) => `${name}=${spelt(value)}`);
      const own = [...element.childNodes].filter((node) => node instanceof Text).map((node) => node.textContent);
      const chosen = element instanceof HTMLSelectElement ? element.value : "";
      return [element.tagName, ...attributes.sort(), chosen, own.join("")].join(" ");
    });
  });
}

const languages = [
  { locale: "en-US", lang: "en", title: "Text embeddings", run: "Run" },
  { locale: "zh-CN", lang: "zh-CN", title: "文本向量", run: "运行" },
] as const;

for (const { locale, lang, title, run } of languages) {
  test.describe(`for a reader of ${lang}`, () => {
    test.use({ locale });

    for (const colorScheme of ["light", "dark"] as const) {
      test(`the first screen stands in ${colorScheme} before any script has come`, async ({ page, site }) => {
        await page.emulateMedia({ colorScheme });
        await hold(page, allScripts);
        await openWritten(page, site.url);
        await expect(page.getByTestId("input-texts")).toBeVisible();
        await expect(page.getByTestId("run")).toContainText(run);
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expect(page).toHaveTitle(new RegExp(title));
        // A pixel of it, since a browser tells colours in the words that they were written in.
        const brightness = await page
          .getByRole("region")
          .first()
          .evaluate((card) => {
            const pen = new OffscreenCanvas(1, 1).getContext("2d");
            if (!pen) throw new Error("No canvas.");
            pen.fillStyle = getComputedStyle(card).color;
            pen.fillRect(0, 0, 1, 1);
            return pen.getImageData(0, 0, 1, 1).data[0] ?? 0;
          });
        expect(brightness > 128, `text of brightness ${brightness}`).toBe(colorScheme === "dark");
      });
    }

    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      test(`the app stands where the written screen stood, ${viewport.width} pixels wide`, async ({
        page,
        site,
        playground,
      }) => {
        await page.setViewportSize(viewport);
        const shift = await watchShift(page);
        const scripts = await hold(page, allScripts);
        await openWritten(page, site.url);
        await expect(page.getByTestId("input-texts")).toBeVisible();
        const written = await drawnIn(page);
        await scripts.release();
        await playground.ready();
        await page.waitForLoadState("networkidle");
        expect(await drawnIn(page)).toEqual(written);
        expect(await shift()).toBe(0);
      });
    }
  });
}

test("theme and language of the address count from the first paint on", async ({ page, site }) => {
  await hold(page, allScripts);
  await openWritten(page, `${site.url}#lang=zh-CN&theme=dark`);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByTestId("run")).toContainText("运行");
});

test("what is typed before the scripts have come is kept, and so is the caret", async ({ page, site, playground }) => {
  const scripts = await hold(page, allScripts);
  await openWritten(page, site.url);
  const editor = playground.input("texts");
  await editor.pressSequentially("one\ntwo");
  for (let press = 0; press < 3; press += 1) await page.keyboard.press("ArrowLeft");
  await scripts.release();
  await playground.ready();
  await expect(editor).toHaveValue("one\ntwo");
  await expect(editor).toBeFocused();
  await page.keyboard.type("!");
  await expect(editor).toHaveValue("one\n!two");
});

test("what is chosen and pressed before the scripts have come counts", async ({ page, site, playground }) => {
  const scripts = await hold(page, allScripts);
  await openWritten(page, site.url);
  await playground.option("pooling").selectOption("mean");
  await playground.option("normalize").uncheck();
  await page.locator("[data-example]").first().click();
  await scripts.release();
  await playground.ready();
  await expect(playground.input("texts")).not.toHaveValue("");
  await expect(playground.option("pooling")).toHaveValue("mean");
  await expect(playground.option("normalize")).not.toBeChecked();
  // The address is written from what the app holds.
  await expect.poll(() => page.url()).toContain("option.normalize=false");
  await expect.poll(() => page.url()).toContain("option.pooling");
});

test("Ctrl and Enter before the scripts have come runs", async ({ page, site, playground }) => {
  const scripts = await hold(page, allScripts);
  await openWritten(page, site.url);
  await playground.input("texts").press("Control+Enter");
  await scripts.release();
  await playground.ready();
  // Of nothing typed yet, the run says so.
  await expect(playground.status).toHaveAttribute("data-status", "failed");
  await expect(playground.error).toHaveAttribute("data-code", "input-empty");
});

test("a link to another task does not show the usual one first", async ({ page, site, playground }) => {
  const scripts = await hold(page, allScripts);
  await openWritten(page, `${site.url}#task=image-classification`);
  await expect(page.getByRole("banner")).toBeVisible();
  await expect(page.locator("main")).toBeHidden();
  await expect(playground.taskPicker).toBeHidden();
  await scripts.release();
  await playground.ready();
  await expect(playground.input("image")).toBeAttached();
  await expect(page.locator("main")).toBeVisible();
});

test("a visit that goes on with another task does not show the usual one first", async ({ page, site, playground }) => {
  await playground.open({ task: "sentence-similarity" });
  await playground.fill("source_sentence", "A kept sentence");
  const scripts = await hold(page, allScripts);
  await page.goto("about:blank");
  await openWritten(page, site.url);
  await expect(page.locator("main")).toBeHidden();
  await scripts.release();
  await playground.ready();
  await expect(playground.input("source_sentence")).toHaveValue("A kept sentence");
  await expect(page.locator("main")).toBeVisible();
});

test("a first visit asks for little before any input", async ({ page, playground }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await playground.openAt("");
  await page.waitForLoadState("networkidle");
  expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(mostRequests);
});
