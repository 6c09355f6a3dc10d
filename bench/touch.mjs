// The longest task of the page's thread, in CPU time, while each task of pictures takes a photo, runs on it, and is
// touched: sliders moved, the picture and the rows pointed at, the picture clicked. node bench/touch.mjs [megapixels] [task ...]
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tasksDuring } from "../scripts/browser/tasks.mjs";
import { serveDist } from "../scripts/serve/server.mjs";
import { root } from "../scripts/shared/root.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { photo } from "./shared/media.mjs";

/** Tiny references, since the page's own work is the question; U²-Net-p ships with the site. */
const models = {
  "image-classification": "reference/vit-image-classification",
  "object-detection": "reference/detr-object-detection",
  "zero-shot-object-detection": "reference/owlvit-zero-shot-object-detection",
  "image-segmentation": "reference/segformer-image-segmentation",
  "mask-generation": "reference/sam-mask-generation",
  "zero-shot-image-classification": "reference/clip-zero-shot-image-classification",
  "depth-estimation": "reference/depth_anything-depth-estimation",
  "background-removal": "embedded/u2netp",
  "image-feature-extraction": "reference/dinov2-image-feature-extraction",
  "image-to-image": "reference/swin2sr-image-to-image-lightweight",
};
/** @type {Readonly<Record<string, string>>} */
const texts = {
  "zero-shot-object-detection": "a person\na suit\na rocket",
  "zero-shot-image-classification": "a person\na cat\na rocket",
};
/** What is enlarged is small: a window of a transformer at a time takes minutes for each megapixel. */
const enlargedMegapixels = 0.05;
const boundMs = 50;

const megapixels = Number(process.argv[2] ?? 12);
const wanted = process.argv.slice(3);
const mirror = path.join(root, "e2e");
if (!existsSync(path.join(mirror, "reference"))) throw new Error("There are no references.");
const site = await serveDist({ root: process.env.DIST ?? path.join(root, "dist"), mirror });
// As files, since what the browser's driver carries into the page itself is work of the page's thread.
const folder = mkdtempSync(path.join(tmpdir(), "touch-"));
const [picture = "", small = ""] = await Promise.all([megapixels, enlargedMegapixels].map(written));
const browser = await openBrowser();
console.log(
  "| task | given | run | JSON | sliders | pointed at | clicked |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
);

for (const [task, model] of Object.entries(models)) {
  if (wanted.length > 0 && !wanted.includes(task)) continue;
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(300_000);
  const fragment = new URLSearchParams({ task, model, device: "wasm" });
  if (model.startsWith("reference/")) fragment.set("dtype", "fp32");
  if (task.endsWith("detection")) fragment.set("option.threshold", "0");
  await page.goto(`${site.url}#${fragment}`);
  await page.locator("html[data-app=ready]").waitFor();
  const run = page.getByTestId("run");
  const ended = page.locator("[data-testid=status]:is([data-status=done], [data-status=failed])");
  const names = await page.getByTestId(/^input-/).evaluateAll((all) => all.map((one) => one.dataset.testid ?? ""));
  const file = names.find((name) => /^input-images?$/.test(name)) ?? "";
  const words = names.find((name) => name === "input-candidate_labels");
  /** @type {number[]} */
  const ms = [];
  const during = async (/** @type {() => Promise<unknown>} */ work) => {
    ms.push(Math.max(0, ...(await tasksDuring(page, work))));
  };
  await during(async () => {
    await page.getByTestId(file).setInputFiles(task === "image-to-image" ? small : picture);
    await page.locator(`.field canvas, .field img`).first().waitFor();
    if (words) await page.getByTestId(words).fill(texts[task] ?? "");
  });
  await during(async () => {
    await run.click();
    await ended.waitFor();
    await settled(page);
  });
  const status = await ended.getAttribute("data-status");
  if (status !== "done") throw new Error(`${task}: ${await page.getByTestId("error").allInnerTexts()}`);
  const result = page.getByTestId("result");
  await during(async () => {
    await page.getByRole("tab", { name: "JSON" }).click();
    await page.locator("[data-testid=result-json][data-final=true]").waitFor({ state: "attached" });
    await settled(page);
    await page.getByRole("tab").first().click();
    await settled(page);
  });
  await during(async () => {
    for (const slider of await result.locator("input[type=range]:visible").all()) {
      await slider.focus();
      for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"]) await page.keyboard.press(key);
    }
    await settled(page);
  });
  const shown = result.locator("canvas:visible, img:visible").first();
  await shown.scrollIntoViewIfNeeded();
  const box = await shown.boundingBox();
  const at = (/** @type {number} */ share) => ({
    x: (box?.x ?? 0) + (box?.width ?? 0) * share,
    y: (box?.y ?? 0) + (box?.height ?? 0) * (0.3 + 0.4 * share),
  });
  await during(async () => {
    for (let step = 1; step < 20; step++) await page.mouse.move(at(step / 20).x, at(step / 20).y);
    for (const row of (await result.locator("tbody tr:visible").all()).slice(0, 5)) await row.hover();
    await settled(page);
  });
  await during(async () => {
    await page.mouse.click(at(0.5).x, at(0.5).y);
    await settled(page);
    await ended.waitFor();
    await page.mouse.click(at(0.3).x, at(0.3).y);
    await settled(page);
    await ended.waitFor();
  });
  if (ms.some((one) => one > boundMs)) process.exitCode = 1;
  console.log(`| ${task} | ${ms.map((one) => one.toFixed(0)).join(" | ")} |`);
  await page.context().close();
}
await browser.close();
await site.close();
rmSync(folder, { recursive: true });

/** @param {number} megapixels */
async function written(megapixels) {
  const { name, buffer } = await photo(megapixels);
  writeFileSync(path.join(folder, name), buffer);
  return path.join(folder, name);
}

/** Two frames on, what was changed is drawn. @param {import("@playwright/test").Page} page */
function settled(page) {
  return page.evaluate(
    () => new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(settle, 500)))),
  );
}
