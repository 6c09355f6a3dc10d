/** @typedef {import("./pages.mjs").Site} Site */

/**
 * Both sites visited in turns, each in a context of its own that keeps what it fetched; the first visit of each is not counted.
 * @param {Pick<import("../run.mjs").Bench, "browser" | "ours" | "plain" | "pairs">} bench
 * @param {(site: Site, context: import("@playwright/test").BrowserContext) => Promise<number>} visit in ms
 * @returns {Promise<{ readonly mine: readonly number[], readonly theirs: readonly number[] }>}
 */
export async function visitedInTurns({ browser, ours, plain, pairs }, visit) {
  /** @type {{ mine: number[], theirs: number[] }} */
  const ms = { mine: [], theirs: [] };
  const [own, other] = [await browser.newContext(), await browser.newContext()];
  await visit(ours, own);
  await visit(plain, other);
  for (let pair = 0; pair < pairs; pair += 1) {
    ms.mine.push(await visit(ours, own));
    ms.theirs.push(await visit(plain, other));
  }
  for (const context of [own, other]) await context.close();
  return ms;
}
