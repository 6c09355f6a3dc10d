// What a worker costs: memory and time, JSPI against asyncify, first load against second.
import path from "node:path";
import { serveDist } from "../scripts/serve/server.mjs";
import { openBrowser, rendererMb } from "./shared/browser.mjs";
import { median } from "./shared/statistics.mjs";

const root = path.resolve(import.meta.dirname, "..");
const rounds = Number(process.argv[2] ?? 3);
const dist = process.argv[3] ?? path.join(root, "dist");

/** What two workers are asked: the same checkpoint for two tasks, which are two loaded models. */
const first = "task=feature-extraction&input.texts=%5B%22bread%22%5D";
const second = "task=sentence-similarity&input.source_sentence=bread&input.sentences=%5B%22train%22%5D";

/** @param {number} ms */
const wait = (ms) => new Promise((settle) => setTimeout(settle, ms));

let visits = 0;
const site = await serveDist({ root: dist });

/** @param {"jspi" | "asyncify"} build */
async function measure(build) {
  const browser = await openBrowser();
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
  const line = names.map((name) => `${name} ${Math.round(median(results.map((result) => result[name])))}`).join(", ");
  console.log(`${build}: ${line} (median of ${rounds})`);
}
await site.close();
