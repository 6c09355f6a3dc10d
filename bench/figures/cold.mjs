import { classification, embedding } from "../shared/works.mjs";

/** The page is opened anew, with the model's files kept by the browser: from the click to the first result. */
export const cold = {
  name: "cold",
  title: "Cold start with the model kept, click to first result: ours / plain",
  bound: "<= 1.0",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, plain, pairs, row }) {
    for (const work of [embedding(1), await classification(0.3)]) {
      const visitors = [];
      for (const site of [ours, plain]) {
        const context = await browser.newContext();
        const visit = async () => {
          const { page, run } = await site.open(context, work);
          const ms = await run();
          await page.close();
          return ms;
        };
        await visit();
        visitors.push({ context, visit, ms: /** @type {number[]} */ ([]) });
      }
      for (let pair = 0; pair < pairs; pair += 1) {
        for (const { visit, ms } of visitors) ms.push(await visit());
      }
      row(work.name, visitors[0]?.ms ?? [], visitors[1]?.ms);
      for (const { context } of visitors) await context.close();
    }
  },
};
