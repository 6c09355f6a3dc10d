// Makes docs/screens from the built app: real runs on WASM, of the shipped checkpoints or of those that the list names.
// Names as arguments make only those.
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser/find.mjs";
import { languages, screens, themes, viewports } from "./screens/list.mjs";
import { toWebp } from "./screens/webp.mjs";
import { serveDist } from "./serve/server.mjs";
import { distFolder, root } from "./shared/root.mjs";

/** A slow machine writes a token in a second. */
const runLimitMs = 600_000;

const found = findBrowser();
if (found === undefined) throw new Error("No Chromium was found: npm run browser");
const folder = join(root, "docs", "screens");
const wanted = process.argv.slice(2);
/** As `npm run test:shared` finds them. */
const checkpoints = process.env.SHARED_CHECKPOINTS ?? join(root, "../shared/checkpoints");
const mirror = mkdtempSync(join(tmpdir(), "screens-"));
symlinkSync(join(root, "e2e/reference"), join(mirror, "reference"));
const site = await serveDist({ root: distFolder, mirror });
const browser = await chromium.launch({ executablePath: found.path, args: ["--no-sandbox"] });
const painter = await browser.newPage();
mkdirSync(folder, { recursive: true });

for (const screen of screens.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  if (screen.model !== undefined && !isHere(screen.model)) {
    console.log(`left as it is: ${screen.name}, since ${screen.model} is not here`);
    continue;
  }
  for (const language of languages) await take(screen, language);
}
await browser.close();
await site.close();
rmSync(mirror, { recursive: true });

/**
 * Whether the mirror has a model; a trained one comes into it from beside the project.
 * @param {string} model
 */
function isHere(model) {
  const [owner = ""] = model.split("/");
  if (!existsSync(join(mirror, owner)) && existsSync(join(checkpoints, owner))) {
    symlinkSync(join(checkpoints, owner), join(mirror, owner));
  }
  return existsSync(join(mirror, model));
}

/**
 * One run, seen in each theme and size.
 * @param {import("./screens/list.mjs").Screen} screen
 * @param {(typeof languages)[number]} language
 */
async function take({ name, task, model, options = {}, opened }, language) {
  const page = await browser.newPage({ viewport: viewports.desktop, locale: language });
  const fragment = new URLSearchParams({ task, device: "wasm", lang: language });
  if (model !== undefined) {
    fragment.set("model", model);
    fragment.set("dtype", "fp32");
  }
  for (const [option, value] of Object.entries(options)) fragment.set(`option.${option}`, JSON.stringify(value));
  await page.goto(`${site.url}#${fragment}`);
  // Recorded results come with the first sign of a reader.
  await page.mouse.move(1, 1);
  await page.locator("html[data-app=ready]").waitFor();
  await page.locator("[data-example]").first().click();
  await page.locator("[data-testid=run]:enabled").click();
  await page
    .locator("[data-testid=status]:is([data-status=done], [data-status=failed])")
    .waitFor({ timeout: runLimitMs });
  const error = page.getByTestId("error");
  if ((await error.count()) > 0) throw new Error(`${name}: ${await error.textContent()}`);
  await page.mouse.move(0, 0);
  for (const [size, viewport] of Object.entries(viewports)) {
    await page.setViewportSize(viewport);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      if (opened === undefined) await showResult(page, size);
      else await open(page, opened);
      const png = await page.screenshot({ animations: "disabled" });
      const file = `${name}-${size}-${theme}-${language}.webp`;
      writeFileSync(join(folder, file), await toWebp(painter, png));
      console.log(file);
    }
  }
  await page.close();
}

/**
 * On a phone the result lies below the input.
 * @param {import("@playwright/test").Page} page
 * @param {string} size
 */
async function showResult(page, size) {
  await page.evaluate((isPhone) => {
    if (isPhone) document.querySelector(".result-column")?.scrollIntoView({ block: "start" });
    else scrollTo(0, 0);
  }, size === "phone");
  // Pictures are drawn anew for their place.
  await page.waitForTimeout(400);
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} testId
 */
async function open(page, testId) {
  await page.keyboard.press("Escape");
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByTestId(testId).click();
  await page.locator("[role=listbox]").waitFor();
  await page.waitForTimeout(400);
}
