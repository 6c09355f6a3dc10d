/** @typedef {import("../shared/files.mjs").SizedFile} SizedFile */
/** @typedef {{ readonly files: readonly string[], readonly config: Record<string, unknown>, readonly warnings: readonly string[] }} Plan */

/** What a browser reads of a checkpoint, beside its graphs. */
const wanted =
  /^(?:[\w.-]+\.(?:json|jinja|model|spm)|(?:vocab|merges)\.txt|LICENSE(?:\.\w+)?|README\.md|\d_\w+\/config\.json)$/;
const graph = /^(?:onnx\/)?[\w.-]+\.onnx$/;
const data = /^(?:onnx\/)?([\w.-]+\.onnx)[._]data(?:_\d+)?$/;

/** The largest file that common static hosts take, and GitHub: 25 MiB. */
const hostBytes = 25 * 1024 * 1024;

/**
 * Which files of a checkpoint go beside the site, and the `config.json` that they need there: a plain host cannot list
 * external data, so it is declared as transformers.js reads it, by graph and number of files.
 * @param {readonly SizedFile[]} files
 * @param {Record<string, unknown>} config
 * @returns {Plan}
 * @throws Error what is wrong, and what to do
 */
export function planOf(files, config) {
  const paths = files.map(({ path }) => path);
  const graphs = paths.filter((path) => graph.test(path));
  if (graphs.length === 0) {
    throw new Error("No ONNX graph in onnx/ or beside config.json: export the model first (docs/export.md).");
  }
  const pointer = files.find(({ path, bytes }) => (graph.test(path) || data.test(path)) && bytes < 200);
  if (pointer) throw new Error(`${pointer.path} has ${pointer.bytes} bytes: run “git lfs pull” in the clone first.`);
  const taken = files.filter(({ path }) => wanted.test(path) || graph.test(path) || data.test(path));
  const warnings = taken
    .filter(({ bytes }) => bytes > hostBytes)
    .map(({ path, bytes }) => `${path} has ${(bytes / 1e6).toFixed(0)} MB: many static hosts take 25 MiB at most.`);
  const root = graphs.find((path) => !path.startsWith("onnx/"));
  if (root) warnings.push(`${root} is looked for after onnx/${root}: a plain host answers 404 first.`);
  return { files: taken.map(({ path }) => path), config: declaring(config, paths), warnings };
}

/**
 * @param {Record<string, unknown>} config
 * @param {readonly string[]} paths
 */
function declaring(config, paths) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const path of paths) {
    const name = data.exec(path)?.[1];
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  }
  const own = config["transformers.js_config"];
  const declared = typeof own === "object" && own !== null ? own : {};
  if (Object.keys(counts).length === 0) return config;
  return { ...config, "transformers.js_config": { ...declared, use_external_data_format: counts } };
}
