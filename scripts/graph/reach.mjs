/** @typedef {import("./schema.mjs").Graph} Graph */
/** @typedef {import("./schema.mjs").Chunk} Chunk */

/**
 * Every chunk that an entry can come to load, with the chain of files that leads there.
 * @param {Graph} graph
 * @returns {readonly { readonly chunk: Chunk, readonly chain: readonly string[] }[]}
 */
export function reachableChunks({ chunks }) {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const reached = chunks.filter(({ isEntry }) => isEntry).map((chunk) => ({ chunk, chain: [chunk.file] }));
  const seen = new Set(reached.map(({ chunk }) => chunk.file));
  // The list grows while it is walked: breadth first, so that each chain is a shortest one.
  for (const { chunk, chain } of reached) {
    for (const file of chunk.imports) {
      const next = byFile.get(file);
      if (next === undefined || seen.has(file)) continue;
      seen.add(file);
      reached.push({ chunk: next, chain: [...chain, file] });
    }
  }
  return reached;
}
