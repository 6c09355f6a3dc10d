import { writeFileSync } from "node:fs";
import path from "node:path";
import { plotOf } from "../shared/plot.mjs";
import { median } from "../shared/statistics.mjs";
import { classification, embedding, transcription, writing } from "../shared/works.mjs";

/** A run below this is measured three times, once the same was run. */
const shortMs = 3_000;

/** `SIZES=3600 npm run bench -- growth-sound` measures that size alone, and keeps what was found of the others. */
const asked = process.env.SIZES?.split(",").map(Number);

/** Each is a token of its own in SmolLM2's vocabulary, with the space before it. */
const words = "the night train left the city at ten and crossed the plain before the moon had risen over it "
  .repeat(250)
  .split(" ");

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} unit
 * @property {readonly number[]} sizes
 * @property {(size: number) => import("../shared/works.mjs").Work | Promise<import("../shared/works.mjs").Work>} toWork
 */

/** @type {readonly Series[]} */
const series = [
  { name: "lines", unit: "lines", sizes: [1, 10, 100, 1000, 10_000], toWork: embedding },
  { name: "pictures", unit: "megapixels", sizes: [0.1, 1, 12, 48], toWork: classification },
  { name: "sound", unit: "seconds of sound", sizes: [60, 300, 3600], toWork: transcription },
  {
    name: "prompt",
    unit: "tokens of prompt",
    sizes: [16, 64, 250, 1000, 4000],
    toWork: (tokens) => writing(1, words.slice(0, tokens).join(" ")),
  },
];

/** How a run's time grows with what it is given, a figure for each kind of input. The exponent is that of the last step: 1 is linear. */
export const growth = series.map(({ name, unit, sizes, toWork }) => ({
  name: `growth-${name}`,
  title: `Growth of a warm run with its ${unit}, exponent of the last step`,
  bound: "<= 1, or nearly",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, row, folder, found, keep }) {
    const points = (found?.points ?? []).filter(({ size }) => sizes.includes(size) && asked?.includes(size) === false);
    for (const size of sizes.filter((size) => asked?.includes(size) ?? true)) {
      // Loads by the least of them: the largest take minutes.
      const { page, run: load } = await ours.open(await browser.newContext(), await toWork(sizes[0] ?? size));
      await load();
      const run = await ours.fill(page, await toWork(size));
      const taken = [await run()];
      if (median(taken) < shortMs) for (const _ of [1, 2, 3]) taken.push(await run());
      points.push({ size, ms: median(taken.slice(-3)) });
      console.log(`  ${size}: ${median(taken.slice(-3)).toFixed(0)} ms`);
      await page.context().close();
    }
    points.sort((a, b) => a.size - b.size);
    // Of one size alone there is no growth yet: it waits for another.
    keep(points);
    const [before, last] = points.slice(-2);
    if (!before || !last) return;
    const told = points.map(({ size, ms }) => `${size}: ${Math.round(ms)} ms`).join(", ");
    row(told, [Math.log(last.ms / before.ms) / Math.log(last.size / before.size)]);
    writeFileSync(path.join(folder, `growth-${name}.svg`), plotOf(`A run's time by ${unit}`, unit, points));
  },
}));
