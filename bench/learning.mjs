// What the page's thread does while a network learns in the tab, and how soon it stops: node bench/learning.mjs [name ...]
// A BERT of 2 layers and 128 numbers a token, of random weights, is served for the fine-tuning of one of the Hub.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { tasksDuring } from "../scripts/browser/tasks.mjs";
import { serveDist } from "../scripts/serve/server.mjs";
import { withSource } from "../scripts/shared/source.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { quartiles } from "./shared/statistics.mjs";

const root = path.resolve(import.meta.dirname, "..");
/** So long is looked at, behind the first step. */
const watchedMs = 15_000;
const stops = 7;
/** Words of BERT's own vocabulary, so that its embeddings are as many; texts use the reference's few. */
const bert = { vocab_size: 30_522, max_position_embeddings: 512, hidden_size: 128, intermediate_size: 512 };

/**
 * @typedef {object} Work
 * @property {string} screen
 * @property {(page: import("@playwright/test").Page) => Promise<unknown>} [prepare]
 */
/** @type {Readonly<Record<string, Work>>} */
const works = {
  "pre-training, small": { screen: "pretrain", prepare: (page) => choose(page, "Size", "small") },
  "pre-training, medium, causal": {
    screen: "pretrain",
    async prepare(page) {
      await choose(page, "Size", "medium");
      await page.getByTestId("train-objective").selectOption("causal");
    },
  },
  "fine-tuning, ready": { screen: "finetune", prepare: (page) => page.getByTestId("train-steps").fill("2000") },
  "fine-tuning, BERT of the Hub": {
    screen: "finetune",
    async prepare(page) {
      await page.getByTestId("train-steps").fill("2000");
      await page.getByTestId("train-net").selectOption("hub");
      await page.getByTestId("train-model").fill("reference/small-bert");
    },
  },
  "head on e5": { screen: "head", prepare: (page) => page.getByTestId("train-examples").fill("100") },
  "masked beside causal": { screen: "objectives" },
};

const folder = mkdtempSync(path.join(tmpdir(), "learning-"));
await writeBert(path.join(folder, "reference", "small-bert"));
const site = await serveDist({ root: process.env.DIST ?? path.join(root, "dist"), mirror: folder });
const asked = process.argv.slice(2);
try {
  for (const [name, work] of Object.entries(works)) {
    if (asked.length === 0 || asked.some((part) => name.includes(part))) console.log(await rowOf(name, work));
  }
} finally {
  await site.close();
  rmSync(folder, { recursive: true });
}

/**
 * @param {string} name
 * @param {Work} work
 */
async function rowOf(name, { screen, prepare }) {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(180_000);
    await page.goto(`${site.url}#learn=${screen}&lang=en`);
    await page.locator("html[data-app=ready]").waitFor();
    await prepare?.(page);
    const tasks = await tasksDuring(page, async () => {
      await page.getByTestId("train-start").press("Enter");
      await reached(page, "running", "done");
      await Promise.race([page.waitForTimeout(watchedMs), reached(page, "done")]);
    });
    const ms = [];
    for (let turn = 0; turn < stops; turn += 1) {
      if ((await statusOf(page)) !== "running") await page.getByTestId("train-start").press("Enter");
      await reached(page, "running", "done");
      // At another point of a step each time.
      await page.waitForTimeout(300 + 130 * turn);
      if ((await statusOf(page)) === "running") ms.push(await page.evaluate(stopped));
    }
    const [low = 0, middle = 0, high = 0] = quartiles(ms);
    const stop =
      ms.length > 0
        ? `${low.toFixed(0)} / ${middle.toFixed(0)} / ${high.toFixed(0)}, ${Math.max(...ms).toFixed(0)}`
        : "-";
    return `| ${name} | ${Math.max(...tasks).toFixed(0)} | ${stop} of ${ms.length} |`;
  } finally {
    await browser.close();
  }
}

/** @param {import("@playwright/test").Page} page */
function statusOf(page) {
  return page.getByTestId("train-status").getAttribute("data-status");
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {readonly string[]} statuses
 */
async function reached(page, ...statuses) {
  const selector = statuses.map((status) => `[data-testid=train-status][data-status=${status}]`).join(",");
  await page.locator(selector).waitFor();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} label
 * @param {string} value
 */
async function choose(page, label, value) {
  await page.getByLabel(label, { exact: true }).selectOption(value);
}

/** Runs in the page. @returns {Promise<number>} ms from the press on Stop to the status that says so */
function stopped() {
  return new Promise((settle, reject) => {
    const status = document.querySelector("[data-testid=train-status]");
    const stop = document.querySelector("[data-testid=train-stop]");
    if (!status || !(stop instanceof HTMLElement)) return reject(new Error("There is nothing to stop."));
    const startedAt = performance.now();
    new MutationObserver(() => {
      if (!status.matches("[data-status=running]")) settle(performance.now() - startedAt);
    }).observe(status, { attributes: true });
    stop.click();
  });
}

/** @param {string} target */
async function writeBert(target) {
  cpSync(path.join(root, "e2e/reference/bert-fill-mask"), target, { recursive: true });
  const file = path.join(target, "config.json");
  const config = { ...v.parse(v.looseObject({}), JSON.parse(readFileSync(file, "utf8"))), ...bert };
  writeFileSync(file, JSON.stringify(config));
  const Make = v.object({ randomEncoder: v.function() });
  await withSource(root, "/scripts/learn/random-encoder.ts", (module) => {
    const weights = v.parse(Make, module).randomEncoder(config);
    writeFileSync(path.join(target, "model.safetensors"), v.parse(v.instance(Uint8Array), weights));
  });
}
