// Records what ready examples give: a real run of each with the checkpoint that ships, on WASM, in the built app.
// vite build && node scripts/record.mjs [task | task/example ...]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser/find.mjs";
import { serveDist } from "./serve/server.mjs";
import { distFolder, root } from "./shared/root.mjs";

const folder = join(root, "public", "examples", "recorded");
const indexFile = join(folder, "index.json");
const wanted = process.argv.slice(2);
const browser = findBrowser();
if (browser === undefined) throw new Error("No Chromium was found: npm run browser");

/** Puts aside what workers answer, as JSON: `src/app/recorded/codec.ts` reads it. Runs in the page. */
function keepOutputs() {
  const { Worker: Plain } = globalThis;
  /** @param {Uint8Array} bytes */
  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  /** @param {{ data: Uint8ClampedArray, width: number, height: number }} pixels */
  async function cutOf({ data, width, height }) {
    const canvas = new OffscreenCanvas(width, height);
    const grey = new Uint8ClampedArray(data.length);
    for (let at = 0; at < data.length; at += 4) {
      const alpha = data[at + 3] ?? 0;
      grey.set([alpha, alpha, alpha, 255], at);
    }
    canvas.getContext("2d")?.putImageData(new ImageData(grey, width, height), 0, 0);
    const png = await canvas.convertToBlob({ type: "image/png" });
    return { $cut: "image", alpha: base64(new Uint8Array(await png.arrayBuffer())) };
  }
  /** @param {unknown} value @returns {Promise<unknown>} */
  async function encoded(value) {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return Promise.all(value.map(encoded));
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return { $typed: value.constructor.name, base64: base64(bytes) };
    }
    if ("data" in value && value.data instanceof Uint8ClampedArray) {
      const { width, height } = { width: 0, height: 0, ...value };
      return cutOf({ data: value.data, width, height });
    }
    const entries = Object.entries(value).map(async ([key, item]) => [key, await encoded(item)]);
    return Object.fromEntries(await Promise.all(entries));
  }
  globalThis.Worker = class extends Plain {
    /** @param {URL | string} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      this.addEventListener("message", ({ data }) => {
        if (data?.type === "done") Reflect.set(globalThis, "recordedOutput", encoded(data.output));
      });
    }
  };
}

const site = await serveDist({ root: distFolder });
const chromiumBrowser = await chromium.launch({ executablePath: browser.path, args: ["--no-sandbox"] });
const page = await chromiumBrowser.newPage();
await page.addInitScript(keepOutputs);
mkdirSync(folder, { recursive: true });
const index = JSON.parse(readOr(indexFile, "{}"));

/** @param {string} task */
const open = async (task) => {
  // A run that goes on would keep the old task in the address.
  await page.goto("about:blank");
  await page.goto(`${site.url}#task=${task}&device=wasm&lang=en`);
  await page.locator("html[data-app=ready]").waitFor();
};

await open("feature-extraction");
await page.getByTestId("task-picker").click();
const tasks = await page
  .locator("[role=option][data-value]")
  .evaluateAll((all) => all.map((one) => one.getAttribute("data-value") ?? ""));
for (const task of tasks) {
  if (wanted.length > 0 && !wanted.some((name) => name.split("/")[0] === task)) continue;
  await open(task);
  if (!(await page.getByTestId("model-id").inputValue()).startsWith("embedded/")) continue;
  const ids = await page
    .locator("[data-example]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-example") ?? ""));
  for (const id of ids) {
    if (wanted.length > 0 && !wanted.includes(task) && !wanted.includes(`${task}/${id}`)) continue;
    index[task] = (index[task] ?? []).filter((/** @type {string} */ one) => one !== id);
    await open(task);
    await page.locator(`[data-example="${id}"]`).click();
    await page.locator("[data-testid=run]:enabled").click();
    const status = page.locator("[data-testid=status]");
    const ended = page.locator("[data-testid=status]:is([data-status=done], [data-status=failed])");
    // What takes longer is nothing to look at before a run.
    await ended.waitFor({ timeout: 60_000 }).catch(() => {});
    if ((await status.getAttribute("data-status")) !== "done") {
      console.error(`${task} ${id}: not done`);
      continue;
    }
    const { model, device, dtype, ms } = JSON.parse((await page.getByTestId("run-json").textContent()) ?? "null");
    const output = await page.evaluate(() => Reflect.get(globalThis, "recordedOutput"));
    const recording = {
      date: new Date().toISOString().slice(0, 10),
      ...{ model, device, dtype, ms: Math.round(ms.preprocess + ms.run + ms.postprocess), output },
    };
    const text = `${JSON.stringify(recording)}\n`;
    if (text.length > 100_000) {
      console.error(`${task} ${id}: ${text.length} bytes are too many to show before a run`);
      continue;
    }
    writeFileSync(join(folder, `${task}.${id}.json`), text);
    index[task].push(id);
    writeFileSync(indexFile, `${JSON.stringify(index, null, 2)}\n`);
    console.log(`${task} ${id}: ${text.length} bytes, ${recording.ms} ms`);
  }
}
for (const [task, ids] of Object.entries(index)) if (ids.length === 0) delete index[task];
writeFileSync(indexFile, `${JSON.stringify(index, null, 2)}\n`);
await chromiumBrowser.close();
await site.close();

/** @param {string} path @param {string} fallback */
function readOr(path, fallback) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return fallback;
  }
}
