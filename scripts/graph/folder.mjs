import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { root } from "../shared/root.mjs";
import { Graph } from "./schema.mjs";

/** Outside dist, which is what a host serves. */
export const graphFolder = join(root, "node_modules", ".cache", "graph");

/** @typedef {import("./schema.mjs").GraphKind} GraphKind */

/** Forgets the last build, so that a check never sees a bundle that is no more. */
export function clearGraphs(folder = graphFolder) {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {GraphKind} kind
 * @param {Graph} graph
 */
export function writeGraph(kind, graph, folder = graphFolder) {
  const entry = graph.chunks.find(({ isEntry }) => isEntry)?.file ?? "none";
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${kind}.${entry.replaceAll("/", "_")}.json`), JSON.stringify(graph, undefined, 2));
}

/**
 * All bundles of a kind as one graph with several entries.
 * @param {GraphKind} kind
 * @returns {Graph}
 */
export function readGraph(kind, folder = graphFolder) {
  const files = namesIn(folder).filter((name) => name.startsWith(`${kind}.`));
  const graphs = files.map((name) => v.parse(Graph, JSON.parse(readFileSync(join(folder, name), "utf8"))));
  return { chunks: graphs.flatMap(({ chunks }) => chunks) };
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
