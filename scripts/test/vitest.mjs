import { relative } from "node:path";
import * as v from "valibot";
import { root } from "../shared/root.mjs";

/** The part of Vitest's JSON report (Jest's form) that is read here. */
const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
});

/**
 * @param {unknown} json
 * @returns {import("./counts.mjs").Counts}
 */
export function countsOfVitest(json) {
  const files = v.parse(Report, json).testResults;
  const tests = files.flatMap((file) =>
    file.assertionResults.map(({ fullName, status }) => ({ status, name: `${relative(root, file.name)} ${fullName}` })),
  );
  const failedTests = tests.filter(({ status }) => status === "failed").length;
  // A file that broke before its first test, or in a hook, fails without a failed test.
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
  ).length;
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: failedTests + brokenFiles,
    skipped: tests.filter(({ status }) => status !== "passed" && status !== "failed").map(({ name }) => name),
  };
}
