import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "../shared/root.mjs";

const Families = v.object({
  families: v.array(
    v.object({
      family: v.string(),
      name: v.string(),
      task: v.string(),
      state: v.picklist(["reference", "pending", "none"]),
      folders: v.optional(v.array(v.string())),
      issue: v.optional(v.union([v.number(), v.string()])),
      why: v.optional(v.string()),
    }),
  ),
});

const Comparison = v.object({
  compared: v.string(),
  difference: v.nullable(v.number()),
  problem: v.optional(v.string()),
});

const Found = v.object({
  folder: v.string(),
  device: v.string(),
  dtype: v.string(),
  tolerance: v.number(),
  cases: v.array(
    v.object({
      case: v.string(),
      answer: Comparison,
      between: v.array(Comparison),
    }),
  ),
  notRun: v.optional(v.string()),
});

/** Where e2e/parity leaves what it found; a run of all rows starts with it empty. */
const foundFolder = join(root, "node_modules/.cache/parity");

/** @param {string} path @returns {unknown} */
function json(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

export function readFamilies() {
  return v.parse(Families, json(join(root, "scripts/reference/families.json"))).families;
}

/** One folder a task, as src/tasks/architecture.test.ts holds. */
export function readTasks() {
  const folders = readdirSync(join(root, "src/tasks"), { withFileTypes: true });
  return new Set(folders.filter((entry) => entry.isDirectory()).map(({ name }) => name));
}

/** @param {number} sinceMs what was found before says nothing about the code as it is now */
export function readFound(sinceMs) {
  if (!existsSync(foundFolder)) return [];
  return readdirSync(foundFolder)
    .map((name) => join(foundFolder, name))
    .filter((file) => file.endsWith(".json") && statSync(file).mtimeMs >= sinceMs)
    .map((file) => v.parse(Found, json(file)));
}
