// `npm run bench [-- figure ...]`: how we stand, each figure a ratio of one run on one machine, measured in turns. Writes
// bench/results.md and bench/results.json; figures that are not asked for keep what an earlier run found.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cold } from "./figures/cold.mjs";
import { growth } from "./figures/growth.mjs";
import { memory } from "./figures/memory.mjs";
import { second } from "./figures/second.mjs";
import { stop } from "./figures/stop.mjs";
import { thread, token } from "./figures/thread.mjs";
import { warm } from "./figures/warm.mjs";
import { openBrowser } from "./shared/browser.mjs";
import { serveOurs, servePlain } from "./shared/pages.mjs";
import { reportOf } from "./shared/report.mjs";
import { quartiles } from "./shared/statistics.mjs";

/**
 * What a figure is measured with.
 * @typedef {object} Bench
 * @property {import("@playwright/test").Browser} browser
 * @property {import("./shared/pages.mjs").Site} ours
 * @property {import("./shared/pages.mjs").Site} plain
 * @property {number} pairs how many where a run is short
 * @property {string} folder for files beside the results
 * @property {import("./shared/report.mjs").Measured | undefined} found by an earlier run
 * @property {(points: readonly import("./shared/report.mjs").Point[]) => void} keep for a later run
 * @property {(name: string, values: readonly number[], others?: readonly number[]) => void} row with others: ratios, pair by pair
 */

const folder = import.meta.dirname;
const results = path.join(folder, "results.json");
const figures = [warm, cold, second, thread, token, stop, memory, ...growth];
const asked = process.argv.slice(2);
const pairs = Number(process.env.PAIRS ?? 9);

/** @type {Record<string, import("./shared/report.mjs").Measured>} */
const measured = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
const [ours, plain] = await Promise.all([serveOurs(), servePlain()]);
try {
  for (const { name, title, bound, measure } of figures) {
    if (asked.length > 0 && !asked.some((part) => name === part || name.startsWith(`${part}-`))) continue;
    console.log(title);
    const browser = await openBrowser();
    /** @type {import("./shared/report.mjs").Row[]} */
    const rows = [];
    const found = measured[name];
    /** @type {Pick<import("./shared/report.mjs").Measured, "points">} */
    const kept = {};
    const [loadBefore = 0] = os.loadavg();
    await measure({
      browser,
      ours,
      plain,
      pairs,
      folder,
      found,
      keep(points) {
        kept.points = points;
      },
      row(name, values, others) {
        const shown = others ? values.map((value, at) => value / (others[at] ?? Number.NaN)) : values;
        const row = { name, count: shown.length, quartiles: quartiles(shown), ...(others && { values, others }) };
        rows.push(row);
        console.log(`  ${name}: ${row.quartiles.map((value) => value.toFixed(2)).join(" / ")} of ${row.count}`);
      },
    });
    await browser.close();
    measured[name] = { title, bound, date: new Date().toISOString().slice(0, 10), loadBefore, rows, ...kept };
    writeFileSync(results, `${JSON.stringify(measured, null, 2)}\n`);
    writeFileSync(path.join(folder, "results.md"), reportOf(measured));
  }
} finally {
  await ours.close();
  await plain.close();
}
