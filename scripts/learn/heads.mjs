/*
 * How a head on the embedded e5 does beside one on random features, over seeds: drives the built page in Chromium.
 * `node scripts/learn/heads.mjs chinese 9 30 100` (docs/learn.md), after `npm run build`; DIST names another build.
 */
import { chromium } from "@playwright/test";
import * as v from "valibot";
import { findBrowser } from "../browser/find.mjs";
import { serveDist } from "../serve/server.mjs";
import { root } from "../shared/root.mjs";

const seeds = 10;
const Told = v.object({ accuracy: v.number(), baselineAccuracy: v.number(), againstRandom: v.string() });

const [lines = "english", ...sizes] = process.argv.slice(2);
const found = findBrowser();
if (found === undefined) throw new Error("No Chromium was found: npm run browser");
const site = await serveDist({ root: process.env.DIST ?? `${root}/dist` });
const browser = await chromium.launch({ executablePath: found.path, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.goto(`${site.url}#learn=head&lang=en`);
  await page.getByLabel("Labelled lines").and(page.locator("select")).selectOption(lines);
  for (const examples of sizes.length > 0 ? sizes : ["9", "30", "100"]) console.log(await rowOf(page, examples));
} finally {
  await browser.close();
  await site.close();
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} examples
 */
async function rowOf(page, examples) {
  await page.getByTestId("train-examples").fill(examples);
  /** @type {v.InferOutput<typeof Told>[]} */
  const told = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    await page.getByTestId("train-seed").fill(String(seed));
    await page.getByTestId("train-start").press("Enter");
    await page.locator('[data-testid="train-status"][data-status="done"]').waitFor({ timeout: 300_000 });
    told.push(v.parse(Told, JSON.parse((await page.getByTestId("train-json").textContent()) ?? "")));
  }
  const ahead = ["ahead", "level", "behind"].map(
    (one) => `${told.filter(({ againstRandom }) => againstRandom === one).length} ${one}`,
  );
  const [own, random] = [told.map(({ accuracy }) => accuracy), told.map(({ baselineAccuracy }) => baselineAccuracy)];
  return `| ${lines} | ${examples} | ${rangeOf(own)} | ${rangeOf(random)} | ${ahead.join(", ")} |`;
}

/** @param {readonly number[]} values */
function rangeOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${mean.toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
}
