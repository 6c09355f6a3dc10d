import * as v from "valibot";
import { runNode } from "../shared/run.mjs";
import { toolPathOf } from "../shared/tool.mjs";

/** The part of dependency-cruiser's JSON that is read here. */
const Report = v.object({
  modules: v.array(v.object({ source: v.string() })),
  summary: v.object({
    violations: v.array(
      v.object({ rule: v.object({ name: v.string(), severity: v.string() }), from: v.string(), to: v.string() }),
    ),
  }),
});

/** @typedef {{ readonly rule: string, readonly from: string, readonly to: string }} LayerViolation */

/**
 * Follows the imports of `src/` in a folder and says what breaks the rules of `config`, and which files it saw.
 * @param {string} folder
 * @param {string} config
 * @returns {Promise<{ readonly sources: readonly string[], readonly violations: readonly LayerViolation[] }>}
 */
export async function cruise(folder, config) {
  const args = ["src", "--config", config, "--output-type", "json"];
  const { output, stdout } = await runNode(toolPathOf("dependency-cruiser", "depcruise"), args, { cwd: folder });
  const { modules, summary } = v.parse(Report, toJson(stdout, output));
  return {
    sources: modules.map(({ source }) => source),
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}

/**
 * @param {string} stdout
 * @param {string} output
 * @returns {unknown}
 */
function toJson(stdout, output) {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`dependency-cruiser gave no report:\n${output}`);
  }
}
