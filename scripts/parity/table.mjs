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
 * @property {readonly { case: string, answer: Comparison, between: readonly Comparison[] }[]} cases
 * @property {string | undefined} [notRun]
 */

/** @type {Readonly<Record<string, string>>} */
const devices = { wasm: "WASM", webgpu: "WebGPU" };
const dtypeOrder = ["fp32", "fp16", "q8", "q4", "q4f16"];

/** @typedef {{ readonly answers: readonly string[], readonly between: readonly string[] }} Lines of one reference */

/**
 * The text of docs/parity.md: every family of every task, and what was found of those that have references.
 * @param {readonly Family[]} families
 * @param {readonly Found[]} found
 * @param {ReadonlySet<string>} tasks those that exist
 * @param {string} [before] the text as it was: what was not found anew stays
 * @returns {string}
 */
export function toParityTable(families, found, tasks, before = "") {
  const known = families.flatMap((family) =>
    (family.folders ?? []).map((folder) => {
      const those = found.filter((one) => one.folder === folder);
      return linesOf(family, folder, those, tasks.has(family.task), before);
    }),
  );
  return [
    "| family | reference | device | dtype | cases | largest difference | compared | state |",
    "|---|---|---|---|---:|---:|---|---|",
    ...known.flatMap(({ answers }) => answers),
    "",
    "## Before the model",
    "",
    "What the graphs were fed, against what Python's preprocessing made, so that a difference is found where it arises.",
    "Pictures were resized and sounds resampled where the model asks for it.",
    "",
    "| family | reference | compared | cases | largest difference | state |",
    "|---|---|---|---:|---:|---|",
    ...known.flatMap(({ between }) => between),
    "",
    "## Not here yet, or not to be had",
    "",
    "| family | task | state |",
    "|---|---|---|",
    ...families.filter(({ state }) => state !== "reference").map(absentLine),
    "",
  ].join("\n");
}

/** @param {Family} family */
export function absentLine({ name, task, state, issue, why }) {
  return lineOf(name, task, state === "pending" ? `not yet: issue ${issue}` : `none: ${why}`);
}

/**
 * The cells of each line of one of the tables.
 * @param {string} text
 * @param {number} columns which tells the tables apart
 */
export function rowsIn(text, columns) {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| family "))
    .map((line) => line.slice(2, -2).split(/(?<!\\) \| /))
    .filter(({ length }) => length === columns);
}

/**
 * @param {Family} family
 * @param {string} folder
 * @param {readonly Found[]} found of this reference
 * @param {boolean} exists whether the task does
 * @param {string} before
 * @returns {Lines}
 */
function linesOf({ name }, folder, found, exists, before) {
  const compared = found.flatMap(({ cases }) => cases.flatMap(({ between }) => between));
  const between = [...new Set(compared.map((one) => one.compared))].map((what) => {
    const those = compared.filter((one) => one.compared === what);
    return [name, folder, what, `${those.length}`, largest(those), stateOf(those)];
  });
  const answers = merged(
    found.map((one) => answerCells(name, one)),
    rowsIn(before, 8),
    4,
  ).sort(inOrder);
  const absent = exists ? "**not run**" : "pending: the task does not exist yet";
  const cells = answers.length > 0 ? answers : [[name, folder, "", "", "", "", "", absent]];
  return {
    answers: cells.map((line) => lineOf(...line)),
    between: merged(between, rowsIn(before, 6), 3).map((line) => lineOf(...line)),
  };

  /**
   * @param {string[][]} fresh
   * @param {string[][]} earlier of all references
   * @param {number} count so many cells say what a line is about
   */
  function merged(fresh, earlier, count) {
    /** @param {readonly string[]} cells */
    const keyOf = (cells) => cells.slice(1, count).join(" ");
    const anew = new Set(fresh.map(keyOf));
    const kept = earlier.filter((cells) => cells[1] === folder && cells[2] !== "" && !anew.has(keyOf(cells)));
    return [...kept, ...fresh];
  }
}

/** @param {string} name @param {Found} found */
function answerCells(name, { folder, device, dtype, cases, notRun }) {
  const answers = cases.map(({ answer }) => answer);
  const shown = devices[device] ?? device;
  if (notRun) return [name, folder, shown, dtype, "", "", "", `not run here: ${notRun}`];
  return [
    name,
    folder,
    shown,
    dtype,
    `${cases.length}`,
    largest(answers),
    [...new Set(answers.map(({ compared }) => compared))].join(", "),
    stateOf(answers),
  ];
}

/** @param {readonly Comparison[]} comparisons */
function stateOf(comparisons) {
  const bad = comparisons.filter(({ problem }) => problem !== undefined);
  return bad.length > 0 ? `**${bad.length} differ**` : "equal";
}

/** @param {readonly Comparison[]} comparisons */
function largest(comparisons) {
  const differences = comparisons.map(({ difference }) => difference ?? Number.POSITIVE_INFINITY);
  const most = Math.max(0, ...differences);
  return most === 0 ? "0" : most.toExponential(0);
}

/** @param {readonly string[]} a @param {readonly string[]} b */
function inOrder([, , deviceA = "", dtypeA = ""], [, , deviceB = "", dtypeB = ""]) {
  return deviceA.localeCompare(deviceB) || dtypeOrder.indexOf(dtypeA) - dtypeOrder.indexOf(dtypeB);
}

/** @param {...string} cells */
function lineOf(...cells) {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
