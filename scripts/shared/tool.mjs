import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "./root.mjs";

const PackageJson = v.object({
  bin: v.union([v.string(), v.record(v.string(), v.string())]),
});

/**
 * The script behind an installed tool, to be run by this Node.
 * Not `node_modules/.bin/…`: on Windows those are shell files which `spawn` does not start.
 * @param {string} packageName
 * @param {string} [binName] when it differs from the package's name
 */
export function toolPathOf(packageName, binName = packageName) {
  const folder = join(root, "node_modules", ...packageName.split("/"));
  /** @type {unknown} */
  const json = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { bin } = v.parse(PackageJson, json);
  const file = typeof bin === "string" ? bin : bin[binName];
  if (file === undefined) throw new Error(`${packageName} has no command named ${binName}`);
  return join(folder, file);
}
