import { tasksDuring } from "../../scripts/browser/tasks.mjs";
import { classification, embedding, largePictures, tinyWorks, transcription, writing } from "../shared/works.mjs";

/** What the page's thread does while a model loads and runs, in CPU time. */
export const thread = {
  name: "thread",
  title: "Longest task of the page's thread while a model loads and runs, ms of CPU time",
  bound: "<= 50 ms",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, pairs, row }) {
    const whole = [embedding(256), await classification(12), transcription(30), writing(64)];
    for (const work of [...whole, ...tinyWorks(), ...(await largePictures(12))]) {
      const longest = [];
      // What takes long once is another thing than what does each time: a collection of garbage, a machine with other work.
      for (let turn = 0; turn < pairs; turn += 3) {
        const { page, run } = await ours.open(await browser.newContext(), work);
        longest.push(Math.max(...(await tasksDuring(page, run))));
        await page.context().close();
      }
      row(work.name, longest);
    }
  },
};

/**
 * What a token costs the page: its whole thread's CPU time while 256 are written less while 64 are, for each of the 192. In
 * turns, of which the first is not counted: a browser that was just started does other things meanwhile.
 */
export const token = {
  name: "token",
  title: "The page's thread for each streamed token, ms of CPU time",
  bound: "<= 2 ms",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, pairs, row }) {
    const [few, many] = [64, 256];
    /** @param {number} count of tokens @returns the thread's ms */
    async function spentOn(count) {
      const { page, run } = await ours.open(await browser.newContext(), writing(count));
      await run();
      const tasks = await tasksDuring(page, run);
      await page.context().close();
      return tasks.reduce((sum, ms) => sum + ms, 0);
    }
    const costs = [];
    for (let turn = 0; turn <= pairs; turn += 1) {
      const least = await spentOn(few);
      const most = await spentOn(many);
      if (turn > 0) costs.push((most - least) / (many - few));
    }
    row(`from ${few} to ${many} tokens`, costs);
  },
};
