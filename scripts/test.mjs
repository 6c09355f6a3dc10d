import { countsOfCheck, isGreen, sumOf } from "./test/counts.mjs";
import { executeStep } from "./test/execute.mjs";
import { closingLines, stepLines } from "./test/lines.mjs";
import { toTestOptions } from "./test/options.mjs";
import { runJobs } from "./test/schedule.mjs";
import { stepsOf } from "./test/steps.mjs";

/** The machines that this is meant for have two cores; more would only help the first few seconds. */
const width = 2;

// Captured output is read in logs and files, where colour codes are noise; what a tool writes all the same is stripped.
process.env.NO_COLOR = "1";
delete process.env.FORCE_COLOR;

const jobs = stepsOf(toTestOptions(process.argv.slice(2))).map((step) => ({ ...step, run: () => executeStep(step) }));

const results = await runJobs(jobs, {
  width,
  isOk: ({ counts }) => counts.failed === 0,
  toBlocked: (failedNeed) => ({ counts: countsOfCheck(false), output: `not run: ${failedNeed} failed`, ms: 0 }),
  onResult: ({ name }, result) => console.log(stepLines(name, result)),
});

const counts = sumOf(results.map((result) => result.counts));
console.log(closingLines(counts));
process.exitCode = isGreen(counts) ? 0 : 1;
