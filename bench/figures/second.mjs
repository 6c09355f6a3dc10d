import { classification, embedding } from "../shared/works.mjs";

/** A model of another task while the first one stays loaded: from the click to its first result. */
export const second = {
  name: "second",
  title: "Second model of another task while the first stays loaded: ours / plain",
  bound: "<= 1.0",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, plain, pairs, row }) {
    const [first, then] = [embedding(1), await classification(0.3)];
    const visitors = [];
    for (const site of [ours, plain]) {
      const context = await browser.newContext();
      const visit = async () => {
        const { page, run } = await site.open(context, first);
        await run();
        const next = await site.turn(page, then);
        const ms = await next();
        await page.close();
        return ms;
      };
      await visit();
      visitors.push({ context, visit, ms: /** @type {number[]} */ ([]) });
    }
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const { visit, ms } of visitors) ms.push(await visit());
    }
    row(`${first.name}, then ${then.name}`, visitors[0]?.ms ?? [], visitors[1]?.ms);
    for (const { context } of visitors) await context.close();
  },
};
