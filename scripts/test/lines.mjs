import { stripVTControlCharacters } from "node:util";
import { closingLine } from "./counts.mjs";

/** @typedef {import("./execute.mjs").StepResult} StepResult */

/**
 * One line a step; its whole output below when it failed.
 * @param {string} name
 * @param {StepResult} result
 */
export function stepLines(name, { counts, output, ms }) {
  const isOk = counts.failed === 0;
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  const isTests = counts.passed + counts.failed + counts.skipped.length > 1;
  const line = [isOk ? "ok  " : "FAIL", name.padEnd(16), seconds.padStart(8), isTests ? `  ${closingLine(counts)}` : ""]
    .join(" ")
    .trimEnd();
  return isOk ? line : `${line}\n${stripVTControlCharacters(output).trimEnd()}\n`;
}

/**
 * The end of the run; the last line stands alone, for CI.
 * @param {import("./counts.mjs").Counts} counts
 */
export function closingLines(counts) {
  return [...counts.skipped.map((name) => `skipped: ${name}`), "", closingLine(counts)].join("\n");
}
