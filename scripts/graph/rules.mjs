/** @typedef {import("./violations.mjs").GraphRule} GraphRule */

const library = /(?:^|\/)node_modules\/@huggingface\/transformers\//;
/** What differentiates, and what trains with it. */
const training = /(?:^|\/)node_modules\/@jax-js\/|^src\/learn\/(?:train\/|trainer)/;
const runtime = /(?:^|\/)node_modules\/onnxruntime-web\//;
/** The worker's half of a task. A verb's two halves share a file: this is what its work would bring along. */
const runHalf = /^src\/tasks\/(?:[^/]+\/run\.ts$|common\/.+\/run\/)/;
const react = /(?:^|\/)node_modules\/react(?:-dom)?\//;

const worker = {
  name: "worker-not-screen",
  forbidden: [react, /^src\/(?:app|ui)\//],
  required: [library, /^src\/workers\//],
  minimumModules: 10,
};

/** What no worker but the model's may hold: derived views are arithmetic, and must open in a moment. */
export const mathsRule = {
  name: "maths-not-engine",
  forbidden: [...worker.forbidden, library, runtime, /^src\/workers\//],
  required: [/^src\/tasks\/common\/vectors\/maths\//, /node_modules\/umap-js\//],
  minimumModules: 10,
};

/** What hosted models alone need comes in one file: on a site without them nobody may need anything in it. */
export const hostedRule = { name: "hosted-alone", holder: /^src\/hosted\/guard\.ts$/, own: /[\\/]hosted[\\/]/ };

/**
 * The minimum counts are far below what is built; they only have to tell a graph from an empty file.
 * @type {Readonly<Record<import("./schema.mjs").GraphKind, GraphRule>>}
 */
export const graphRules = {
  page: {
    name: "page-not-engine",
    forbidden: [library, runtime, runHalf, training],
    required: [react, /^src\/app\//],
    minimumModules: 50,
  },
  worker,
};
