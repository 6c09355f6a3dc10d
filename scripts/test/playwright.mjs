import * as v from "valibot";

const Spec = v.object({
  title: v.string(),
  tests: v.array(
    v.object({ projectName: v.string(), status: v.picklist(["skipped", "expected", "unexpected", "flaky"]) }),
  ),
});

/** @typedef {v.InferOutput<typeof Spec>} Spec */
/** @typedef {{ title: string, specs: Spec[], suites?: Suite[] | undefined }} Suite */

/** @type {v.GenericSchema<unknown, Suite>} */
const Suite = v.object({
  title: v.string(),
  specs: v.array(Spec),
  suites: v.optional(v.array(v.lazy(() => Suite))),
});

/** The part of Playwright's JSON report that is read here; `errors` are those outside any test. */
const Report = v.object({ suites: v.array(Suite), errors: v.array(v.unknown()) });

/**
 * A flaky test passed in the end, so it counts as passed; without retries there is none.
 * @param {unknown} json
 * @returns {import("./counts.mjs").Counts}
 */
export function countsOfPlaywright(json) {
  const { suites, errors } = v.parse(Report, json);
  const tests = suites.flatMap((suite) => testsOf(suite, []));
  return {
    passed: tests.filter(({ status }) => status === "expected" || status === "flaky").length,
    failed: tests.filter(({ status }) => status === "unexpected").length + errors.length,
    skipped: tests.filter(({ status }) => status === "skipped").map(({ name }) => name),
  };
}

/**
 * @param {Suite} suite
 * @param {readonly string[]} above
 * @returns {readonly { readonly name: string, readonly status: string }[]}
 */
function testsOf({ title, specs, suites = [] }, above) {
  const path = [...above, title];
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ projectName, status }) => ({
      name: [...(projectName === "" ? [] : [`[${projectName}]`]), ...path, spec.title].join(" › "),
      status,
    })),
  );
  return [...own, ...suites.flatMap((suite) => testsOf(suite, path))];
}
