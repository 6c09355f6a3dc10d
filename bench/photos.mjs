// Pictures of several sizes made ready for ViT, DETR and SegFormer, and what is read of these models' answers, beside the
// image processors of transformers.js in the same Chromium. Each in a browser of its own, in CPU time of its renderer.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, defaultClientConditions } from "vite";
import { serveDist } from "../scripts/serve/server.mjs";
import { rendererPeak } from "../scripts/shared/renderers.mjs";
import { wat } from "../scripts/vite/wat.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { pictures } from "./shared/logits.mjs";

const times = 3;
const asked = process.argv.slice(2);
const models = ["vit", "detr", "segformer"].filter((model) => asked.length === 0 || asked.includes(model));
/** The library enlarges each of 150 classes to the picture's size: 7.2 GB at 12 MP. */
const canRead = (/** @type {string} */ model, /** @type {string} */ who, /** @type {string} */ megapixels) =>
  model !== "segformer" || who === "ours" || Number(megapixels) <= 1;

const outDir = mkdtempSync(path.join(tmpdir(), "photos-"));
await build({
  configFile: false,
  root: path.join(import.meta.dirname, "photos"),
  base: "./",
  logLevel: "error",
  plugins: [wat()],
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "esnext" },
});
const site = await serveDist({ root: outDir });

/**
 * What a step costs: the median of several, and by how much the renderer grew at most in the first.
 * @param {import("@playwright/test").Page} page
 * @param {import("@playwright/test").CDPSession} metrics
 * @param {string} step
 */
async function costOf(page, metrics, step) {
  const cpu = async () => {
    const { metrics: all } = await metrics.send("Performance.getMetrics");
    return 1000 * (all.find(({ name }) => name === "ProcessTime")?.value ?? Number.NaN);
  };
  const peak = rendererPeak();
  const spent = [];
  let mb = 0;
  for (let time = 0; time < times; time++) {
    const before = await cpu();
    await page.evaluate(`${step}()`);
    spent.push((await cpu()) - before);
    if (time === 0) mb = peak.grown();
  }
  const [, median = Number.NaN] = spent.sort((a, b) => a - b);
  return `${Math.round(median)} | ${mb}`;
}

console.log("| model | megapixels | | ready, ms | MB | read, ms | MB |");
console.log("|---|---:|---|---:|---:|---:|---:|");
for (const model of models) {
  for (const megapixels of Object.keys(pictures).sort((a, b) => Number(a) - Number(b))) {
    for (const who of ["ours", "library"]) {
      const browser = await openBrowser();
      const page = await browser.newPage();
      await page.goto(site.url);
      await page.locator("html[data-ready]").waitFor({ state: "attached" });
      const { width = 0, height = 0 } = pictures[megapixels] ?? {};
      const metrics = await page.context().newCDPSession(page);
      await metrics.send("Performance.enable");
      await page.evaluate(`begin("${model}", "${who}", ${width}, ${height})`);
      const ready = await costOf(page, metrics, "prepare");
      const read = canRead(model, who, megapixels) ? await costOf(page, metrics, "read") : "- | -";
      console.log(`| ${model} | ${megapixels} | ${who} | ${ready} | ${read} |`);
      await browser.close();
    }
  }
}
await site.close();
rmSync(outDir, { recursive: true });
