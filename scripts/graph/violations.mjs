import { reachableChunks } from "./reach.mjs";

/**
 * @typedef {object} GraphRule
 * @property {string} name
 * @property {readonly RegExp[]} forbidden modules that no reachable chunk may hold
 * @property {readonly RegExp[]} required modules that some reachable chunk must hold: proof that the names are read right
 * @property {number} minimumModules fewer than this, and the check is blind
 */

/** What a `?url` or `?worker` import leaves in the chunk is an address, not the module. */
const addressOnly = /\?(?:.*&)?(?:url|worker|sharedworker)\b/;

/**
 * Says what breaks the rule in a built graph; empty when nothing does.
 * @param {import("./schema.mjs").Graph} graph
 * @param {GraphRule} rule
 * @returns {readonly string[]}
 */
export function violationsOf(graph, { name, forbidden, required, minimumModules }) {
  const reached = reachableChunks(graph);
  const modules = reached.flatMap(({ chunk }) => chunk.modules);

  const held = reached.flatMap(({ chunk, chain }) =>
    chunk.modules
      .filter((module) => !addressOnly.test(module) && forbidden.some((pattern) => pattern.test(module)))
      .map((module) => `${name}: ${chain.join(" -> ")} holds ${module}`),
  );
  const absent = required
    .filter((pattern) => !modules.some((module) => pattern.test(module)))
    .map((pattern) => `${name}: no reachable chunk holds ${pattern.source}, so this check would see nothing`);
  const few =
    modules.length < minimumModules
      ? [`${name}: ${modules.length} modules seen, fewer than ${minimumModules}: this check sees too little`]
      : [];
  return [...held, ...absent, ...few];
}

/**
 * @typedef {object} ChunkRule
 * @property {string} name
 * @property {RegExp} holder a module by which the chunk is known
 * @property {RegExp} own what it may hold
 */

/**
 * What lies in a chunk with another part's modules: whoever needs it fetches them all.
 * @param {import("./schema.mjs").Graph} graph
 * @param {ChunkRule} rule
 * @returns {readonly string[]}
 */
export function strangersIn({ chunks }, { name, holder, own }) {
  const chunk = chunks.find(({ modules }) => modules.some((module) => holder.test(module)));
  if (!chunk) return [`${name}: no chunk holds ${holder.source}, so this check would see nothing`];
  const strangers = chunk.modules.filter((module) => !own.test(module));
  return strangers.map((module) => `${name}: ${chunk.file} holds ${module}`);
}
