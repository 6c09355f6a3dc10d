import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toParityDocument } from "./parity/document.mjs";
import { foundFolder, readFamilies, readFound, readTasks } from "./parity/read.mjs";
import { root } from "./shared/root.mjs";
import { toolPathOf } from "./shared/tool.mjs";

/** @param {readonly string[]} args of Node; what it writes is seen at once. */
function execute(args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}

// `npm run test:parity -- -g bert` runs some rows and leaves docs/parity.md as it is.
const chosen = process.argv.slice(2);
const isAll = chosen.length === 0;

if (isAll) rmSync(foundFolder, { recursive: true, force: true });
const built = execute([toolPathOf("vite"), "build", "--logLevel", "error"]);
const playwright = toolPathOf("@playwright/test", "playwright");
const code = built || execute([playwright, "test", "-c", "playwright.parity.config.ts", ...chosen]);
if (isAll && !built) {
  writeFileSync(join(root, "docs/parity.md"), toParityDocument(readFamilies(), readFound(), readTasks()));
  console.log("wrote docs/parity.md");
}
process.exitCode = code;
