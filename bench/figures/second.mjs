import { visitedInTurns } from "../shared/turns.mjs";
import { classification, embedding } from "../shared/works.mjs";

/** What a reader takes, at the least, from a task to a file for it; a script takes a tenth of it. */
const choiceMs = 2_000;

/** A model of another task while the first one stays loaded: from the click to its first result. */
export const second = {
  name: "second",
  title: "Second model of another task while the first stays loaded: ours / plain",
  bound: "<= 1.0",
  /** @param {import("../run.mjs").Bench} bench */
  async measure(bench) {
    const [first, then] = [embedding(1), await classification(0.3)];
    for (const ms of [choiceMs, 0]) {
      const { mine, theirs } = await visitedInTurns(bench, async (site, context) => {
        const { page, run } = await site.open(context, first);
        await run();
        await site.turn(page, then);
        await page.waitForTimeout(ms);
        const taken = await (await site.fill(page, then))();
        await page.close();
        return taken;
      });
      const when = ms > 0 ? `, ${ms / 1000} s after the task was chosen` : ", as fast as a script chooses";
      bench.row(`${first.name}, then ${then.name}${when}`, mine, theirs);
    }
  },
};
