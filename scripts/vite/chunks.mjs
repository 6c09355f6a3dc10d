import { join } from "node:path";
import { normalizePath } from "vite";
import { root } from "../shared/root.mjs";

const drawn = normalizePath(join(root, "src/app/draw.tsx"));

/**
 * The files of the page's start. Each is evaluated in a task of its own (`src/app/main.tsx`), and is one request for
 * all that stands from the start, where sharing with later parts would make thirty.
 * @returns {import("vite").Rolldown.CodeSplittingGroup[]}
 */
export function startGroups() {
  /** @type {ReadonlySet<string> | undefined} */
  let screen;
  /**
   * @param {string} id
   * @param {{ getModuleInfo: ModuleInfoOf }} context
   */
  const screenOf = (id, context) => {
    screen ??= closureOf(drawn, (module) => context.getModuleInfo(module));
    return screen.has(id) ? "screen" : null;
  };
  return [
    { name: "start", tags: ["$initial"], priority: 3 },
    { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
    { name: screenOf, priority: 1 },
  ];
}

/** @typedef {(id: string) => { readonly importedIds: readonly string[] } | null} ModuleInfoOf */

/**
 * A module and all that it imports, but for what is imported when it is needed.
 * @param {string} from
 * @param {ModuleInfoOf} moduleInfoOf
 */
function closureOf(from, moduleInfoOf) {
  const reached = new Set([from]);
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
