import { visitedInTurns } from "../shared/turns.mjs";
import { classification, embedding } from "../shared/works.mjs";

/** The page is opened anew, with the model's files kept by the browser: from the click to the first result. */
export const cold = {
  name: "cold",
  title: "Cold start with the model kept, click to first result: ours / plain",
  bound: "<= 1.0",
  /** @param {import("../run.mjs").Bench} bench */
  async measure(bench) {
    for (const work of [embedding(1), await classification(0.3)]) {
      const { mine, theirs } = await visitedInTurns(bench, async (site, context) => {
        const { page, run } = await site.open(context, work);
        const ms = await run();
        await page.close();
        return ms;
      });
      bench.row(work.name, mine, theirs);
    }
  },
};
