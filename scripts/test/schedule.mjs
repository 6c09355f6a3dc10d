/**
 * @template R
 * @typedef {object} Job
 * @property {string} name
 * @property {readonly string[]} [needs] jobs that must have succeeded; else this one is not run
 * @property {boolean} [alone] runs with nothing beside it, because it times things or fills the cores by itself
 * @property {() => Promise<R>} run
 */

/**
 * Runs jobs, `width` at a time, and reports each once, in the order of the list whatever the order in which they end.
 * @template R
 * @param {readonly Job<R>[]} jobs
 * @param {{
 *   readonly width: number,
 *   readonly isOk: (result: R) => boolean,
 *   readonly toBlocked: (failedNeed: string) => R,
 *   readonly onResult: (job: Job<R>, result: R) => void,
 * }} ports
 * @returns {Promise<readonly R[]>}
 */
export async function runJobs(jobs, { width, isOk, toBlocked, onResult }) {
  /** @type {Map<string, R>} */
  const results = new Map();
  let reported = 0;

  /** @param {Job<R>} job */
  const runOne = async (job) => {
    const failedNeed = job.needs?.find((need) => {
      const result = results.get(need);
      return result === undefined || !isOk(result);
    });
    results.set(job.name, failedNeed === undefined ? await job.run() : toBlocked(failedNeed));
    for (let next = jobs[reported]; next !== undefined; next = jobs[reported]) {
      const result = results.get(next.name);
      if (result === undefined) return;
      reported += 1;
      onResult(next, result);
    }
  };

  for (const batch of batchesOf(jobs)) {
    const waiting = [...batch];
    const lane = async () => {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await runOne(job);
    };
    await Promise.all(Array.from({ length: width }, lane));
  }
  return jobs.flatMap(({ name }) => {
    const result = results.get(name);
    return result === undefined ? [] : [result];
  });
}

/**
 * Neighbours that may run side by side. A job that needs a neighbour, or wants to be alone, begins a batch.
 * @template R
 * @param {readonly Job<R>[]} jobs
 */
function batchesOf(jobs) {
  /** @type {Job<R>[][]} */
  const batches = [];
  for (const job of jobs) {
    const last = batches.at(-1);
    const fits = last?.every((other) => !other.alone && !job.alone && !job.needs?.includes(other.name));
    if (last !== undefined && fits) last.push(job);
    else batches.push([job]);
  }
  return batches;
}
