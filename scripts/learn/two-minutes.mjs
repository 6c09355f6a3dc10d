/*
 * What a ready pre-training comes to within two minutes of a visit: drives the built page in Chromium as a reader does who
 * changes nothing but text, objective and seed. `node scripts/learn/two-minutes.mjs english causal 1 2 3` (docs/learn.md),
 * after `npm run build`. Prints the loss on held-out text after the first step and at the end, in nats a token.
 */
import { chromium } from "@playwright/test";
import * as v from "valibot";
import { findBrowser } from "../browser/find.mjs";
import { serveDist } from "../serve/server.mjs";
import { root } from "../shared/root.mjs";

const limitMs = 120_000;
const Told = v.object({ step: v.number(), validationLoss: v.nullable(v.number()) });

const [text = "english", objective = "causal", ...seeds] = process.argv.slice(2);
const found = findBrowser();
if (found === undefined) throw new Error("No Chromium was found: npm run browser");
const site = await serveDist({ root: `${root}/dist` });
const browser = await chromium.launch({ executablePath: found.path, args: ["--no-sandbox"] });
try {
  for (const seed of seeds) console.log(await rowOf(seed));
} finally {
  await browser.close();
  await site.close();
}

/** @param {string} seed */
async function rowOf(seed) {
  const page = await browser.newPage();
  await page.goto(`${site.url}#learn=pretrain&lang=en`);
  await page.getByTestId("train-objective").selectOption(objective);
  await page.getByLabel("Text", { exact: true }).selectOption(text);
  await page.getByTestId("train-seed").fill(seed);
  const startedAt = performance.now();
  await page.getByTestId("train-start").press("Enter");
  const status = page.getByTestId("train-status");
  const told = async () => v.parse(Told, JSON.parse((await page.getByTestId("train-json").textContent()) ?? ""));
  await page.waitForFunction(
    () => /"validationLoss":\d/.test(document.querySelector('[data-testid="train-json"]')?.textContent ?? ""),
    undefined,
    { timeout: limitMs },
  );
  const first = await told();
  await page
    .waitForFunction(
      () => document.querySelector('[data-testid="train-status"]')?.getAttribute("data-status") === "done",
      undefined,
      {
        timeout: Math.max(1, startedAt + limitMs - performance.now()),
      },
    )
    .catch(() => page.getByTestId("train-stop").press("Enter"));
  const seconds = (performance.now() - startedAt) / 1_000;
  await status.and(page.locator('[data-status="done"], [data-status="cancelled"]')).waitFor();
  const last = await told();
  await page.close();
  const losses = `${first.validationLoss?.toFixed(2)} (step ${first.step}) to ${last.validationLoss?.toFixed(2)}`;
  return `| ${text} | ${objective} | ${seed} | ${losses} | ${last.step} steps, ${seconds.toFixed(0)} s |`;
}
