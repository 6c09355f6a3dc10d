import { classification, embedding, labelling, transcription, writing } from "../shared/works.mjs";

/** A run with the model loaded: ours against the plain page, in turns. */
export const warm = {
  name: "warm",
  title: "Warm run, WASM, one thread: ours / plain",
  bound: "<= 1.05; <= 0.3 for q4 writing; <= 0.7 where preprocessing dominates",
  /** @param {import("../run.mjs").Bench} bench */
  async measure({ browser, ours, plain, pairs, row }) {
    const works = [
      { work: labelling(256), pairs },
      { work: embedding(256), pairs: Math.ceil(pairs / 3) },
      { work: await classification(12), pairs },
      { work: transcription(30), pairs: Math.ceil(pairs / 3) },
      { work: writing(64), pairs: Math.ceil(pairs / 3) },
    ];
    for (const { work, pairs: times } of works) {
      const a = await ours.open(await browser.newContext(), work);
      const b = await plain.open(await browser.newContext(), work);
      // Loads and compiles.
      await a.run();
      await b.run();
      /** @type {{ mine: number[], theirs: number[] }} */
      const { mine, theirs } = { mine: [], theirs: [] };
      for (let pair = 0; pair < times; pair += 1) {
        mine.push(await a.run());
        theirs.push(await b.run());
      }
      row(work.name, mine, theirs);
      for (const { page } of [a, b]) await page.context().close();
    }
  },
};
