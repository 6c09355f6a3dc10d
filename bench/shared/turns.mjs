import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openProfile } from "./browser.mjs";

/** @typedef {import("./pages.mjs").Site} Site */

/**
 * Both sites visited in turns, each in a browser of its own that keeps what it fetched and compiled. The first visit of
 * each is not counted.
 * @param {Pick<import("../run.mjs").Bench, "ours" | "plain" | "pairs">} bench
 * @param {(site: Site, context: import("@playwright/test").BrowserContext) => Promise<number>} visit in ms
 * @returns {Promise<{ readonly mine: readonly number[], readonly theirs: readonly number[] }>}
 */
export async function visitedInTurns({ ours, plain, pairs }, visit) {
  /** @type {{ mine: number[], theirs: number[] }} */
  const ms = { mine: [], theirs: [] };
  const folders = [1, 2].map(() => mkdtempSync(path.join(tmpdir(), "bench-profile-")));
  const [own, other] = await Promise.all([openProfile(folders[0] ?? ""), openProfile(folders[1] ?? "")]);
  await visit(ours, own);
  await visit(plain, other);
  for (let pair = 0; pair < pairs; pair += 1) {
    ms.mine.push(await visit(ours, own));
    ms.theirs.push(await visit(plain, other));
  }
  for (const context of [own, other]) await context.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  return ms;
}
