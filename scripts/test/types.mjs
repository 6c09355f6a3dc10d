import { readdirSync } from "node:fs";
import { root } from "../shared/root.mjs";

/**
 * Every tsconfig of the repository's root checks one side of it; a new side is checked by being there.
 * @param {string} [folder]
 * @returns {readonly string[]}
 */
export function typeConfigs(folder = root) {
  return readdirSync(folder).filter((name) => /^tsconfig(\.[\w-]+)?\.json$/.test(name));
}
