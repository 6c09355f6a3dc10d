// npm run new-task -- <id>: writes a task that runs, to be made into what it is meant to be.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesOf, withEntry, withRows } from "./new-task/files.mjs";
import { root } from "./shared/root.mjs";

const [id = ""] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) throw new Error("npm run new-task -- <id>, the Hub's pipeline tag");
if (existsSync(join(root, "src", "tasks", id))) throw new Error(`There is a folder src/tasks/${id} already.`);

for (const [path, content] of Object.entries(filesOf(id))) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  console.log(`wrote ${path}`);
}

/** @param {string} path @param {(text: string, id: string) => string} change */
function edit(path, change) {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), "utf8"), id));
  console.log(`added to ${path}`);
}
edit("src/tasks/registry.ts", withEntry);
edit("docs/contract.md", withRows);
