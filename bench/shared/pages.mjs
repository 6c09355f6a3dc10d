import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema } from "onnx-buf";
import { build, defaultClientConditions } from "vite";
import { serveDist } from "../../scripts/serve/server.mjs";
import { root } from "../../scripts/shared/root.mjs";
import { tinyCheckpoints } from "./tiny.mjs";

/** @typedef {import("./works.mjs").Work} Work */
/** @typedef {import("@playwright/test").BrowserContext} BrowserContext */
/** @typedef {import("@playwright/test").Page} Page */

/**
 * A page that does works: ours, or the plain one.
 * @typedef {object} Site
 * @property {string} name
 * @property {(context: BrowserContext, work: Work) => Promise<Opened>} open
 * @property {(page: Page, work: Work) => Promise<void>} turn to another task on the same page
 * @property {(page: Page, work: Work) => Promise<() => Promise<number>>} fill in what is to be worked on, and run it as with `Opened`
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Opened
 * @property {Page} page
 * @property {() => Promise<number>} run from the click to the whole result on the page, in ms of the page's own clock
 */

const models = path.join(root, "dist", "models");
/** Both with as many. */
const threads = 1;
const mostMs = 900_000;

/**
 * By CSS: what starts a run, what tells of it by `data-run`, and how that looks when it has ended.
 * @typedef {{ readonly button: string, readonly sign: string, readonly ended: string, readonly failed: string }} Signs
 */

/** @param {Page} page @param {Signs} signs */
function timedRun(page, signs) {
  page.setDefaultTimeout(mostMs);
  return page.evaluate(
    ({ button, sign, ended, failed }) =>
      new Promise((/** @type {(ms: number) => void} */ settle, reject) => {
        const watched = document.querySelector(sign);
        const pressed = document.querySelector(button);
        if (!watched || !(pressed instanceof HTMLElement)) return reject(new Error("There is nothing to press."));
        const before = Number(watched.getAttribute("data-run") ?? 0);
        const look = () => {
          if (Number(watched.getAttribute("data-run") ?? 0) <= before) return;
          if (watched.matches(failed)) reject(new Error(watched.outerHTML));
          else if (watched.matches(ended)) settle(performance.now() - startedAt);
        };
        new MutationObserver(look).observe(watched, { attributes: true });
        const startedAt = performance.now();
        pressed.click();
      }),
    signs,
  );
}

/** Tiny checkpoints stand beside the embedded ones on both pages. @param {string} folder */
function linkTiny(folder) {
  for (const name of new Set(Object.values(tinyCheckpoints))) {
    if (name !== undefined) symlinkSync(path.join(root, "e2e", "reference", name), path.join(folder, name));
  }
}

/** @returns {Promise<Site>} */
export async function serveOurs() {
  if (!existsSync(models)) throw new Error("The site is not built: npm run build");
  const dist = path.join(root, "dist");
  const folder = mkdtempSync(path.join(tmpdir(), "our-page-"));
  for (const name of readdirSync(dist))
    if (name !== "models") symlinkSync(path.join(dist, name), path.join(folder, name));
  mkdirSync(path.join(folder, "models"));
  for (const name of readdirSync(models)) symlinkSync(path.join(models, name), path.join(folder, "models", name));
  linkTiny(path.join(folder, "models"));
  // In a file, since Playwright keeps no page's files in the browser's cache once it answers a request of it.
  const settings = path.join(folder, "site.json");
  const own = existsSync(settings) ? JSON.parse(readFileSync(settings, "utf8")) : {};
  rmSync(settings, { force: true });
  writeFileSync(settings, JSON.stringify({ ...own, runtime: { threads } }));
  const served = await serveDist({ root: folder });
  return createSite(
    "ours",
    { url: served.url, close: () => closed(served, folder) },
    {
      addressOf({ task, model, dtype, options }) {
        const chosen = Object.entries(options).map(([name, value]) => [`option.${name}`, JSON.stringify(value)]);
        return { task, model: `embedded/${model}`, dtype, device: "wasm", lang: "en", ...Object.fromEntries(chosen) };
      },
      inputOf: ({ input }) => `[data-testid="input-${input}"]`,
      signs: {
        button: "[data-testid=run]",
        sign: "[data-testid=status]",
        ended: "[data-status=done]",
        failed: "[data-status=failed]",
      },
    },
  );
}

/**
 * Links to the site's models, with one axis named anew: the library takes the caches' batch to be empty where it is not
 * called `batch_size`.
 * @param {string} folder
 */
function copyModels(folder) {
  const renamed = path.join("SmolLM2-135M-Instruct", "onnx", "model_q4.onnx");
  for (const file of readdirSync(models, { recursive: true, encoding: "utf8" })) {
    if (statSync(path.join(models, file)).isDirectory()) mkdirSync(path.join(folder, file), { recursive: true });
    else if (file !== renamed) symlinkSync(path.join(models, file), path.join(folder, file));
  }
  linkTiny(folder);
  const graph = fromBinary(ModelProtoSchema, readFileSync(path.join(models, renamed)));
  for (const { type } of [...(graph.graph?.input ?? []), ...(graph.graph?.output ?? [])]) {
    if (type?.value.case !== "tensorType") continue;
    for (const { value } of type.value.value.shape?.dim ?? []) {
      if (value.case === "dimParam" && value.value === "batch") value.value = "batch_size";
    }
  }
  writeFileSync(path.join(folder, renamed), toBinary(ModelProtoSchema, graph));
}

/** @returns {Promise<Site>} */
export async function servePlain() {
  const outDir = mkdtempSync(path.join(tmpdir(), "plain-page-"));
  await build({
    configFile: false,
    root: path.join(root, "bench", "plain"),
    base: "./",
    logLevel: "error",
    resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "esnext" },
  });
  copyModels(path.join(outDir, "models"));
  const served = await serveDist({ root: outDir });
  return createSite(
    "plain",
    { url: served.url, close: () => closed(served, outDir) },
    {
      addressOf: ({ task, model, dtype, plain }) => ({
        task,
        model,
        dtype,
        device: "wasm",
        threads: `${threads}`,
        ...plain,
      }),
      inputOf: ({ file }) => (file ? "#file" : "#text"),
      signs: { button: "#run", sign: "#result", ended: "[data-failed='']", failed: ":not([data-failed=''])" },
    },
  );
}

/** @param {{ readonly close: () => Promise<void> }} served @param {string} folder */
async function closed(served, folder) {
  await served.close();
  rmSync(folder, { recursive: true });
}

/**
 * @typedef {object} Ways
 * @property {(work: Work) => Record<string, string>} addressOf
 * @property {(work: Work) => string} inputOf
 * @property {Signs} signs
 */

/**
 * @param {string} name
 * @param {{ readonly url: string, readonly close: () => Promise<void> }} served
 * @param {Ways} ways
 * @returns {Site}
 */
function createSite(name, { url, close }, { addressOf, inputOf, signs }) {
  /** @param {Page} page @param {Work} work */
  async function fill(page, work) {
    const input = page.locator(inputOf(work)).first();
    if (work.example) await page.locator(work.example).first().click();
    if (work.file) await input.setInputFiles(work.file);
    else if (!work.example) {
      await input.focus();
      // As a paste does it: Playwright's own way is an event a line, each with the whole text so far.
      await input.evaluate((field, text) => {
        if (!(field instanceof HTMLTextAreaElement)) throw new Error("There is no text field to fill in.");
        field.setRangeText(text, 0, field.value.length, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, work.text ?? "");
    }
    // A picture is decoded before it can be run with.
    await page.locator(`${signs.button}:enabled`).waitFor();
    return () => timedRun(page, signs);
  }
  const fragmentOf = (/** @type {Work} */ work) => new URLSearchParams(addressOf(work)).toString();
  return {
    name,
    close,
    fill,
    async open(context, work) {
      const page = await context.newPage();
      await page.goto(`${url}#${fragmentOf(work)}`);
      await page.locator("html[data-app=ready]").waitFor();
      return { page, run: await fill(page, work) };
    },
    async turn(page, work) {
      await page.evaluate((fragment) => {
        location.hash = fragment;
      }, fragmentOf(work));
    },
  };
}
