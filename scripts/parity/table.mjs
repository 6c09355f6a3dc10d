/**
 * @typedef {object} Family a line of scripts/reference/families.json
 * @property {string} family
 * @property {string} name
 * @property {string} task
 * @property {"reference" | "pending" | "none"} state
 * @property {readonly string[] | undefined} [folders]
 * @property {number | string | undefined} [issue]
 * @property {string | undefined} [why]
 */

/**
 * @typedef {object} Comparison
 * @property {string} compared
 * @property {number | null} difference null where there is no number, as JSON writes Infinity
 * @property {string | undefined} [problem]
 */

/**
 * @typedef {object} Found what e2e/parity kept of one row
 * @property {string} folder
 * @property {string} device
 * @property {string} dtype
 * @property {number} tolerance
 * @property {readonly { case: string, pending?: readonly string[] | undefined, answer?: Comparison | undefined, between?: readonly Comparison[] | undefined }[]} cases
 * @property {string | undefined} [notRun]
 */

/** @type {Readonly<Record<string, string>>} */
const devices = { wasm: "WASM", webgpu: "WebGPU" };
const dtypeOrder = ["fp32", "fp16", "q8", "q4", "q4f16"];

/**
 * The text of docs/parity.md: every family of every task, and what was found of those that have references.
 * @param {readonly Family[]} families
 * @param {readonly Found[]} found
 * @param {ReadonlySet<string>} tasks those that exist
 * @returns {string}
 */
export function toParityTable(families, found, tasks) {
  const known = families.flatMap((family) =>
    (family.folders ?? []).map((folder) => ({ family, found: found.filter((one) => one.folder === folder) })),
  );
  return [
    "| family | task | device | dtype | cases | largest difference | compared | state |",
    "|---|---|---|---|---:|---:|---|---|",
    ...known.flatMap(({ family, found }) => answerLines(family, found, tasks.has(family.task))),
    "",
    "## Before the model",
    "",
    "What the graphs were fed, against what Python's preprocessing made, so that a difference is found where it arises.",
    "Pictures were resized and sounds resampled where the model asks for it.",
    "",
    "| family | task | compared | cases | largest difference | state |",
    "|---|---|---|---:|---:|---|",
    ...known.flatMap(({ family, found }) => betweenLines(family, found)),
    "",
    "## Not here yet, or not to be had",
    "",
    "| family | task | state |",
    "|---|---|---|",
    ...families
      .filter(({ state }) => state !== "reference")
      .map(({ name, task, state, issue, why }) =>
        lineOf(name, task, state === "pending" ? `pending: issue ${issue}` : `no export: ${why}`),
      ),
    "",
  ].join("\n");
}

/** @param {Family} family @param {readonly Found[]} found @param {boolean} exists whether the task does */
function answerLines({ name, task }, found, exists) {
  if (found.length === 0) {
    const state = exists ? "**not run**" : "pending: the task does not exist yet";
    return [lineOf(name, task, "", "", "", "", "", state)];
  }
  return [...found].sort(inOrder).map(({ device, dtype, cases, notRun }) => {
    const answers = cases.flatMap(({ answer }) => (answer ? [answer] : []));
    const pending = [...new Set(cases.flatMap((one) => one.pending ?? []))];
    const shown = devices[device] ?? device;
    if (notRun) return lineOf(name, task, shown, dtype, "", "", "", `not run here: ${notRun}`);
    return lineOf(
      name,
      task,
      shown,
      dtype,
      pending.length > 0 ? `${answers.length} of ${cases.length}` : `${cases.length}`,
      largest(answers),
      [...new Set(answers.map(({ compared }) => compared))].join(", "),
      stateOf(answers, pending),
    );
  });
}

/** @param {Family} family @param {readonly Found[]} found */
function betweenLines({ name, task }, found) {
  const all = found.flatMap(({ cases }) => cases.flatMap(({ between = [] }) => between));
  return [...new Set(all.map(({ compared }) => compared))].map((compared) => {
    const those = all.filter((one) => one.compared === compared);
    return lineOf(name, task, compared, `${those.length}`, largest(those), stateOf(those, []));
  });
}

/** @param {readonly Comparison[]} comparisons @param {readonly string[]} pending */
function stateOf(comparisons, pending) {
  const bad = comparisons.filter(({ problem }) => problem !== undefined);
  if (bad.length > 0) return `**${bad.length} differ**`;
  return pending.length > 0 ? `equal; pending: ${pending.map((name) => `\`${name}\``).join(", ")}` : "equal";
}

/** @param {readonly Comparison[]} comparisons */
function largest(comparisons) {
  const differences = comparisons.map(({ difference }) => difference ?? Number.POSITIVE_INFINITY);
  const most = Math.max(0, ...differences);
  return most === 0 ? "0" : most.toExponential(0);
}

/** @param {Found} a @param {Found} b */
function inOrder(a, b) {
  return a.device.localeCompare(b.device) || dtypeOrder.indexOf(a.dtype) - dtypeOrder.indexOf(b.dtype);
}

/** @param {...string} cells */
function lineOf(...cells) {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
