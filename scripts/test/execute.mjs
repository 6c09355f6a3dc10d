import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "../shared/run.mjs";
import { countsOfCheck, settledCounts } from "./counts.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {{ readonly counts: Counts, readonly output: string, readonly ms: number }} StepResult */

/**
 * Runs one step to its end.
 * @param {import("./steps.mjs").Step} step
 * @returns {Promise<StepResult>}
 */
export async function executeStep(step) {
  const startedMs = performance.now();
  const { counts, output } = await (step.report === undefined ? check(step) : test(step, step.report));
  return { counts, output, ms: performance.now() - startedMs };
}

/** @param {import("./steps.mjs").Step} step */
async function check({ commands }) {
  let ok = true;
  let output = "";
  for (const [script = "", ...args] of commands) {
    const result = await runNode(script, args);
    ok &&= result.code === 0;
    output += result.output;
  }
  return { counts: countsOfCheck(ok), output };
}

/**
 * @param {import("./steps.mjs").Step} step
 * @param {import("./steps.mjs").TestReport} report
 */
async function test({ commands: [command = []], env = {} }, report) {
  const [script = "", ...args] = command;
  const folder = await mkdtemp(join(tmpdir(), "test-report-"));
  const file = join(folder, "report.json");
  try {
    const asked = report.ask(file);
    const { code, output } = await runNode(script, [...args, ...(asked.args ?? [])], { env: { ...env, ...asked.env } });
    try {
      const counts = report.toCounts(JSON.parse(await readFile(file, "utf8")));
      return { counts: settledCounts(counts, code), output };
    } catch (error) {
      return { counts: countsOfCheck(false), output: `${output}\nno report that can be read: ${String(error)}\n` };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
