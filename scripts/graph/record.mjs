import { relative, sep } from "node:path";
import { clearGraphs, graphFolder, writeGraph } from "./folder.mjs";

/**
 * A Vite plugin that notes which modules went into which chunk, for `scripts/graph.mjs` to check.
 * Vite builds each worker apart from the page, so it stands in `plugins` as "page" and in `worker.plugins` as "worker".
 * @param {import("./schema.mjs").GraphKind} kind
 * @returns {import("vite").Plugin}
 */
export function recordGraph(kind, folder = graphFolder) {
  let root = "";
  return {
    name: `record-graph-${kind}`,
    apply: "build",
    enforce: "post",
    configResolved(config) {
      root = config.root;
    },
    buildStart() {
      // The page's build begins before those of its workers.
      if (kind === "page") clearGraphs(folder);
    },
    // Not writeBundle: Vite only generates workers and emits them as the page's assets.
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((output) =>
        output.type === "asset"
          ? []
          : {
              file: output.fileName,
              isEntry: output.isEntry,
              imports: [...output.imports, ...output.dynamicImports],
              modules: output.moduleIds.map((id) => relative(root, id).split(sep).join("/")),
            },
      );
      writeGraph(kind, { chunks }, folder);
    },
  };
}
