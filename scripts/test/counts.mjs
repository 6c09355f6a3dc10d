/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} skipped by name, because a skipped test is a promise that nobody checked
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: [] };

/**
 * A step without tests of its own counts as one.
 * @param {boolean} ok
 * @returns {Counts}
 */
export const countsOfCheck = (ok) => ({ ...none, passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function sumOf(parts) {
  return parts.reduce(
    (sum, part) => ({
      passed: sum.passed + part.passed,
      failed: sum.failed + part.failed,
      skipped: [...sum.skipped, ...part.skipped],
    }),
    none,
  );
}

/**
 * A runner can fail with no failed test (a crash, a leak, an unhandled rejection), or run nothing; both are failures.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function settledCounts(counts, exitCode) {
  const ranNothing = counts.passed + counts.failed === 0;
  const failedUnseen = exitCode !== 0 && counts.failed === 0;
  return ranNothing || failedUnseen ? { ...counts, failed: counts.failed + 1 } : counts;
}

/**
 * The line that CI reads: it must stand alone, in this form.
 * @param {Counts} counts
 */
export function closingLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length === 0 ? line : `${line}, ${skipped.length} skipped`;
}

/** @param {Counts} counts */
export const isGreen = ({ passed, failed }) => failed === 0 && passed > 0;
