import { writeFileSync } from "node:fs";
import path from "node:path";
import { plotOf } from "../shared/plot.mjs";
import { median } from "../shared/statistics.mjs";
import { classification, embedding, transcription, writing } from "../shared/works.mjs";

/** A run below this is measured three times. */
const shortMs = 3_000;

const sentence = "The night train left the city at ten and crossed the plain before the moon had risen. ";

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} unit
 * @property {readonly number[]} sizes
 * @property {(size: number) => import("../shared/works.mjs").Work | Promise<import("../shared/works.mjs").Work>} toWork
 */

/** @type {readonly Series[]} */
const series = [
  { name: "lines", unit: "lines", sizes: [1, 10, 100, 1000], toWork: embedding },
  { name: "pictures", unit: "megapixels", sizes: [0.1, 1, 12, 48], toWork: classification },
  { name: "sound", unit: "seconds of sound", sizes: [30, 60, 300], toWork: transcription },
  {
    name: "prompt",
    unit: "tokens of prompt",
    sizes: [20, 200, 2000],
    toWork: (tokens) => writing(1, `${tokens}. ${sentence.repeat(Math.ceil(tokens / 20))}`),
  },
];

/** How a run's time grows with what it is given, a figure for each kind of input. The exponent is that of the last step: 1 is linear. */
export const growth = series.map(({ name, unit, sizes, toWork }) => ({
  name: `growth-${name}`,
  title: `Growth of a warm run with its ${unit}, exponent of the last step`,
  bound: "<= 1, or nearly",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, row, folder }) {
    /** @type {{ size: number, ms: number }[]} */
    const points = [];
    for (const size of sizes) {
      const { page, run } = await ours.open(await browser.newContext(), await toWork(size));
      await run();
      const taken = [await run()];
      while (taken.length < 3 && median(taken) < shortMs) taken.push(await run());
      points.push({ size, ms: median(taken) });
      await page.context().close();
    }
    const [before, last] = points.slice(-2);
    if (!before || !last) return;
    const told = points.map(({ size, ms }) => `${size}: ${Math.round(ms)} ms`).join(", ");
    row(told, [Math.log(last.ms / before.ms) / Math.log(last.size / before.size)]);
    writeFileSync(path.join(folder, `growth-${name}.svg`), plotOf(`A run's time by ${unit}`, unit, points));
  },
}));
