import { readFileSync } from "node:fs";
import { join } from "node:path";
import { normalizePath } from "vite";
import { root } from "../shared/root.mjs";

/** What the page's entry fetches one after the other, and index.html has preloaded: each file with what only it imports. */
export const startModules = /** @type {const} */ (["src/tasks/index.ts", "src/app/start.ts", "src/app/draw.tsx"]);

/**
 * The files of the page's start. Each is evaluated in a task of its own (`src/app/main.tsx`), and is one request for
 * all that stands from the start, where sharing with later parts would make thirty.
 * @returns {import("vite").Rolldown.CodeSplittingGroup[]}
 */
export function startGroups() {
  const [tasks, start, screen] = startModules;
  const { defaultTask = "" } = JSON.parse(readFileSync(join(root, "public", "site.json"), "utf8"));
  return [
    { name: "start", tags: ["$initial"], priority: 6 },
    {
      name: "libraries",
      test: /rolldown[\\/]runtime|node_modules[\\/](react|react-dom|scheduler|valibot|@lingui|zustand)[\\/]/,
      priority: 4,
    },
    { name: closureNamed("tasks", [tasks]), priority: 3 },
    { name: closureNamed("store", [start]), priority: 2 },
    { name: closureNamed("screen", [screen]), priority: 1 },
    {
      name: closureNamed(
        "first-task",
        ["models", "examples"].map((part) => `src/tasks/${defaultTask}/${part}.ts`),
      ),
    },
  ];
}

/** @typedef {(id: string) => { readonly importedIds: readonly string[] } | null} ModuleInfoOf */

/**
 * @param {string} name
 * @param {readonly string[]} modules that are in the group, with all that they import
 */
function closureNamed(name, modules) {
  /** @type {ReadonlySet<string> | undefined} */
  let closure;
  /**
   * @param {string} id
   * @param {{ getModuleInfo: ModuleInfoOf }} context
   */
  return (id, context) => {
    closure ??= closureOf(
      modules.map((module) => normalizePath(join(root, module))),
      (one) => context.getModuleInfo(one),
    );
    return closure.has(id) ? name : null;
  };
}

/**
 * Modules and all that they import, but for what is imported when it is needed.
 * @param {readonly string[]} from
 * @param {ModuleInfoOf} moduleInfoOf
 */
function closureOf(from, moduleInfoOf) {
  const reached = new Set(from);
  // A set is walked on into what is added to it meanwhile.
  for (const id of reached) for (const imported of moduleInfoOf(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}

/**
 * One request for what hosted models need before any provider's library; no site without them fetches it. What it
 * imports comes along, so nothing in it may import what other parts of the page fetch when they need it.
 * @type {import("vite").Rolldown.CodeSplittingGroup}
 */
export const hostedGroup = {
  name: "hosted",
  test: /[\\/]src[\\/](?:app[\\/]hosted|hosted)[\\/](?!parts|media|anthropic|google|openai)/,
};
