import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toParityDocument } from "./parity/document.mjs";
import { readFamilies, readFound, readTasks } from "./parity/read.mjs";
import { root } from "./shared/root.mjs";
import { toolPathOf } from "./shared/tool.mjs";

const file = join(root, "docs/parity.md");

/** @param {readonly string[]} args of Node; what it writes is seen at once. */
function execute(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

/**
 * @param {ReturnType<typeof readFound>} found
 * @param {string} before the document whose rows stay where nothing was found
 */
function write(found, before) {
  writeFileSync(file, toParityDocument(readFamilies(), found, readTasks(), before));
  console.log("wrote docs/parity.md");
}

/**
 * `npm run test:parity -- -g bert` runs some rows and brings only these up to date.
 * @param {readonly string[]} chosen for Playwright
 */
function run(chosen) {
  const startedAt = Date.now();
  const built = execute([toolPathOf("vite"), "build", "--logLevel", "error"]);
  if (built) return built;
  const playwright = toolPathOf("@playwright/test", "playwright");
  const code = execute([playwright, "test", "-c", "playwright.parity.config.ts", ...chosen]);
  const found = readFound(startedAt);
  if (found.length > 0) write(found, chosen.length === 0 ? "" : readFileSync(file, "utf8"));
  return code;
}

const [first, ...more] = process.argv.slice(2);
// `-- --rows` runs nothing: a row for each reference of families.json, and for no other.
if (first === "--rows") write([], readFileSync(file, "utf8"));
else process.exitCode = run(first === undefined ? [] : [first, ...more]);
