import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { minify, transformWithOxc } from "vite";

/**
 * What the definition of each task weighs by itself, gzip -9. In the page's one file it weighs less, because it shares
 * its words with the others (docs/decisions.md): so many tasks more make the page heavier by less than this tells.
 * @param {string} root
 * @returns {Promise<readonly number[]>}
 */
export function definitionWeights(root) {
  const tasks = join(root, "src", "tasks");
  const files = readdirSync(tasks).map((task) => join(tasks, task, "definition.ts"));
  return Promise.all(files.filter((file) => existsSync(file)).map(weightOf));
}

/** @param {string} file */
async function weightOf(file) {
  const { code } = await transformWithOxc(readFileSync(file, "utf8"), file);
  return gzipSync((await minify(file, code)).code, { level: 9 }).byteLength;
}

/**
 * What a page of `tasks` tasks has to keep free for those that are not there yet: the mean of those that are.
 * @param {readonly number[]} weights
 * @param {number} tasks
 */
export function roomOf(weights, tasks) {
  const mean = weights.reduce((sum, bytes) => sum + bytes, 0) / weights.length;
  return Math.ceil(mean * Math.max(0, tasks - weights.length));
}
