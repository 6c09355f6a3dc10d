import { visitedInTurns } from "../shared/turns.mjs";
import { classification, embedding } from "../shared/works.mjs";

/** A model of another task while the first one stays loaded: from the click to its first result. */
export const second = {
  name: "second",
  title: "Second model of another task while the first stays loaded: ours / plain",
  bound: "<= 1.0",
  /** @param {import("../run.mjs").Bench} bench */
  async measure(bench) {
    const [first, then] = [embedding(1), await classification(0.3)];
    const { mine, theirs } = await visitedInTurns(bench, async (site, context) => {
      const { page, run } = await site.open(context, first);
      await run();
      const next = await site.turn(page, then);
      const ms = await next();
      await page.close();
      return ms;
    });
    bench.row(`${first.name}, then ${then.name}`, mine, theirs);
  },
};
