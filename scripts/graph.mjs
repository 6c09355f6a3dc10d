import { existsSync } from "node:fs";
import { join } from "node:path";
import { readGraph } from "./graph/folder.mjs";
import { reachableChunks } from "./graph/reach.mjs";
import { graphRules, hostedRule, mathsRule } from "./graph/rules.mjs";
import { strangersIn, violationsOf } from "./graph/violations.mjs";
import { distFolder } from "./shared/root.mjs";

const kinds = /** @type {const} */ (["page", "worker"]);

const violations = kinds.flatMap((kind) => {
  const graph = readGraph(kind);
  const reached = reachableChunks(graph);
  const modules = reached.reduce((sum, { chunk }) => sum + chunk.modules.length, 0);
  console.log(`${kind}: ${reached.length} chunks with ${modules} modules can be reached`);
  // The notes lie outside dist, so they could be of another build than the one that is tested.
  const gone = graph.chunks.filter(({ file }) => !existsSync(join(distFolder, file)));
  return [
    ...gone.map(({ file }) => `${kind}: ${file} is not in dist; build again`),
    ...violationsOf(graph, graphRules[kind]),
  ];
});

// Workers are bundles apart: this one is looked at by itself.
const { chunks } = readGraph("worker");
const maths = chunks.map((chunk) => ({ ...chunk, isEntry: chunk.isEntry && /maths/.test(chunk.file) }));
violations.push(...violationsOf({ chunks: maths }, mathsRule));

violations.push(...strangersIn(readGraph("page"), hostedRule));

for (const violation of violations) console.error(`graph: ${violation}`);
process.exitCode = violations.length === 0 ? 0 : 1;
