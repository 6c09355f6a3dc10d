import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toParityDocument } from "./parity/document.mjs";
import { readFamilies, readFound, readTasks } from "./parity/read.mjs";
import { root } from "./shared/root.mjs";
import { toolPathOf } from "./shared/tool.mjs";

/** @param {readonly string[]} args of Node; what it writes is seen at once. */
function execute(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

// `npm run test:parity -- -g bert` runs some rows and brings only these up to date in docs/parity.md.
const chosen = process.argv.slice(2);
const startedAt = Date.now();

const built = execute([toolPathOf("vite"), "build", "--logLevel", "error"]);
const playwright = toolPathOf("@playwright/test", "playwright");
const code = built || execute([playwright, "test", "-c", "playwright.parity.config.ts", ...chosen]);
const found = built ? [] : readFound(startedAt);
if (found.length > 0) {
  const file = join(root, "docs/parity.md");
  const before = chosen.length === 0 ? "" : readFileSync(file, "utf8");
  writeFileSync(file, toParityDocument(readFamilies(), found, readTasks(), before));
  console.log("wrote docs/parity.md");
}
process.exitCode = code;
