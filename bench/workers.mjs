// What a worker costs: memory and time, JSPI against asyncify, first load against second.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "../scripts/browser/find.mjs";
import { serveDist } from "../scripts/serve/server.mjs";

const root = path.resolve(import.meta.dirname, "..");
const rounds = Number(process.argv[2] ?? 3);
const dist = process.argv[3] ?? path.join(root, "dist");

/** What two workers are asked: the same checkpoint for two tasks, which are two loaded models. */
const first = "task=feature-extraction&input.texts=%5B%22bread%22%5D";
const second = "task=sentence-similarity&input.source_sentence=bread&input.sentences=%5B%22train%22%5D";

/** Proportional set size of all renderers below this process, in MB: shared pages are counted once. */
function rendererMb() {
  const kilobytes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("--type=renderer")) return 0;
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
      } catch {
        return 0;
      }
    });
  return Math.round(kilobytes.reduce((sum, value) => sum + value, 0) / 1024);
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

/** @param {number} ms */
const wait = (ms) => new Promise((settle) => setTimeout(settle, ms));

const found = findBrowser();
if (found === undefined) throw new Error("No Chromium was found: npm run browser");
const executablePath = found.path;
let visits = 0;
const site = await serveDist({ root: dist });

/** @param {"jspi" | "asyncify"} build */
async function measure(build) {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const page = await browser.newPage();
  await page.route("**/site.json", (route) => route.fulfill({ json: { runtime: { build } } }));

  /**
   * @param {string} asked
   * @returns {Promise<number>} how long the session took to be made, in ms
   */
  async function loadMs(asked) {
    await page.goto(`${site.url}?visit=${visits++}#${asked}&device=wasm`);
    await page.locator("html[data-app=ready]").waitFor();
    return runMs();
  }

  async function runMs() {
    await page.getByTestId("run").click();
    await page.locator("[data-testid=status][data-status=done]").waitFor({ timeout: 120_000 });
    return JSON.parse((await page.getByTestId("run-json").textContent()) ?? "{}").ms.load;
  }

  await page.goto(site.url);
  await page.locator("html[data-app=ready]").waitFor();
  await wait(1500);
  const bareMb = rendererMb();
  const firstLoadMs = await loadMs(first);
  await wait(1500);
  const oneMb = rendererMb();
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, `${second}&device=wasm`);
  await page.locator("[data-testid=status][data-status=idle]").waitFor();
  const secondWorkerLoadMs = await runMs();
  await wait(1500);
  const twoMb = rendererMb();
  const afterReloadLoadMs = await loadMs(first);
  await browser.close();
  return {
    firstLoadMs,
    secondWorkerLoadMs,
    afterReloadLoadMs,
    firstWorkerMb: oneMb - bareMb,
    secondWorkerMb: twoMb - oneMb,
  };
}

for (const build of /** @type {const} */ (["jspi", "asyncify"])) {
  /** @type {Awaited<ReturnType<typeof measure>>[]} */
  const results = [];
  for (let round = 0; round < rounds; round++) results.push(await measure(build));
  const names = /** @type {const} */ ([
    "firstLoadMs",
    "secondWorkerLoadMs",
    "afterReloadLoadMs",
    "firstWorkerMb",
    "secondWorkerMb",
  ]);
  const line = names.map((name) => `${name} ${median(results.map((result) => result[name]))}`).join(", ");
  console.log(`${build}: ${line} (median of ${rounds})`);
}
await site.close();
