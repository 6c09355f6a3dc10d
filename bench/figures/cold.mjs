import { visitedInTurns } from "../shared/turns.mjs";
import { classification, embedding } from "../shared/works.mjs";

/** For so long a reader looks at a result, at the least. V8 writes down what it compiled once it has had nothing to make fast for 2 s. */
const lookMs = 4_000;

/** The page is opened anew, with the model's files kept by the browser: from the click to the first result. */
export const cold = {
  name: "cold",
  title: "Cold start with the model kept, click to first result: ours / plain",
  bound: "<= 1.0",
  /** @param {import("../run.mjs").Bench} bench */
  async measure(bench) {
    for (const work of [embedding(1), await classification(0.3)]) {
      for (const ms of [lookMs, 0]) {
        const { mine, theirs } = await visitedInTurns(bench, async (site, context) => {
          const { page, run } = await site.open(context, work);
          const taken = await run();
          await page.waitForTimeout(ms);
          await page.close();
          return taken;
        });
        const stays = ms > 0 ? `each result looked at for ${ms / 1000} s` : "each page closed at its result";
        bench.row(`${work.name}, ${stays}`, mine, theirs);
      }
    }
  },
};
