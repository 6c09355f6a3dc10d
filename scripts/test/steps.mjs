import { toolPathOf } from "../shared/tool.mjs";
import { countsOfPlaywright } from "./playwright.mjs";
import { typeConfigs } from "./types.mjs";
import { countsOfVitest } from "./vitest.mjs";

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly (readonly string[])[]} commands scripts for Node with their arguments, run one after the other
 * @property {readonly string[]} [needs]
 * @property {boolean} [alone]
 * @property {Readonly<Record<string, string>>} [env]
 * @property {TestReport} [report] for a step that runs tests: how to ask for its report, and how to read it
 */

/**
 * @typedef {object} TestReport
 * @property {(file: string) => { readonly args?: readonly string[], readonly env?: Readonly<Record<string, string>> }} ask
 * @property {(json: unknown) => import("./counts.mjs").Counts} toCounts
 */

/** @type {TestReport} */
const vitestReport = {
  ask: (file) => ({ args: ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`] }),
  toCounts: countsOfVitest,
};

/** @type {TestReport} */
const playwrightReport = {
  ask: (file) => ({ args: ["--reporter=list,json"], env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } }),
  toCounts: countsOfPlaywright,
};

/**
 * What `npm test` runs, in the order in which it is told.
 * @param {import("./options.mjs").TestOptions} options
 * @returns {readonly Step[]}
 */
export function stepsOf({ mode, playwrightArgs }) {
  /** @type {Step} */
  const build = { name: "build", commands: [[toolPathOf("vite"), "build"]], alone: true };
  const vitest = toolPathOf("vitest");
  if (mode === "nightly") return [build, ...nightlyStepsOf(vitest, playwrightArgs)];
  const e2e = e2eStepsOf(playwrightArgs);
  if (mode === "e2e") return [build, ...e2e];

  const tsc = toolPathOf("typescript-native", "tsc");
  /** @type {readonly Step[]} */
  const fast = [
    { name: "format and lint", commands: [[toolPathOf("@biomejs/biome", "biome"), "ci", "--colors=off", "."]] },
    { name: "layers", commands: [["scripts/layers.mjs"]] },
    { name: "types", commands: typeConfigs().map((config) => [tsc, "--noEmit", "-p", config]) },
    { name: "type tests", commands: [[vitest, "run", "--project=types"]], report: vitestReport },
    { name: "dead code", commands: [[toolPathOf("knip"), "--no-progress"]] },
    {
      name: "unit",
      commands: [[vitest, "run", "--project=together", "--project=apart"]],
      alone: true,
      report: vitestReport,
    },
    build,
    { name: "sizes", commands: [["scripts/sizes.mjs"]], needs: ["build"] },
    { name: "built graph", commands: [["scripts/graph.mjs"]], needs: ["build"] },
  ];
  return mode === "fast" ? fast : [...fast, ...e2e];
}

const playwright = [toolPathOf("@playwright/test", "playwright"), "test"];
const common = { needs: ["build"], alone: true, report: playwrightReport };

/**
 * All of what `npm test` takes an example of: both languages, every provider and task, every layout on every host,
 * a download of 64 MB, and more schedules. A fault of one is most often a fault of its like, which `npm test` has.
 * @param {string} vitest
 * @param {readonly string[]} playwrightArgs
 * @returns {readonly Step[]}
 */
function nightlyStepsOf(vitest, playwrightArgs) {
  const env = { NIGHTLY: "1" };
  const files = ["src/workers/client.property.test.ts", "src/hub/transfer.test.ts"];
  return [
    {
      ...{ name: "unit, nightly", alone: true, report: vitestReport },
      commands: [[vitest, "run", "--project=together", "--project=apart", ...files]],
      env: { ...env, TRANSFER_BYTES: "64000000" },
    },
    { ...common, name: "e2e, nightly", commands: [[...playwright, "--grep=@nightly", ...playwrightArgs]], env },
  ];
}

/**
 * What promises a time or hears a microphone is held to it with nothing beside it; the rest shares the cores. Whoever names tests runs those.
 * `@parity` marks what `npm run test:parity` runs beside the references, `@nightly` what `npm run test:nightly` does.
 * @param {readonly string[]} playwrightArgs
 * @returns {readonly Step[]}
 */
function e2eStepsOf(playwrightArgs) {
  if (playwrightArgs.length > 0) return [{ ...common, name: "e2e", commands: [[...playwright, ...playwrightArgs]] }];
  return [
    { ...common, name: "e2e", commands: [[...playwright, "--grep-invert=@timed|@parity|@nightly"]] },
    {
      ...common,
      name: "e2e, timed",
      // Beside what is left of the failures of the step before, not in its place.
      commands: [[...playwright, "--grep=@timed", "--workers=1", "--output=test-results/timed"]],
    },
  ];
}
