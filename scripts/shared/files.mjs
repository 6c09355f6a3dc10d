import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** @typedef {{ readonly path: string, readonly bytes: number }} SizedFile path from the folder, with `/` */

/**
 * @param {string} folder
 * @returns {readonly SizedFile[]}
 */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join("/"), bytes: statSync(path).size }));
}
