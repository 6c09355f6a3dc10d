import { describe, expect, it } from "vitest";
import { closingLine, isGreen, none, settledCounts, sumOf } from "./counts.mjs";
import { closingLines, stepLines } from "./lines.mjs";
import { toTestOptions } from "./options.mjs";
import { countsOfPlaywright } from "./playwright.mjs";
import { countsOfVitest } from "./vitest.mjs";

const file = (name: string, status: string, ...tests: readonly string[]) => ({
  name,
  status,
  assertionResults: tests.map((test) => ({ fullName: test, status: test.split(" ")[0] })),
});

describe("countsOfVitest", () => {
  it("counts each test, and names those that were not run", () => {
    const testResults = [
      file("a.test.ts", "failed", "passed 1", "failed 2"),
      file("b.test.ts", "passed", "pending 3", "todo 4"),
    ];
    const counts = countsOfVitest({ testResults });
    expect([counts.passed, counts.failed, counts.skipped.length]).toEqual([1, 1, 2]);
    expect(counts.skipped[0]).toContain("b.test.ts pending 3");
  });

  it("counts a file that broke before its tests as one failure", () => {
    expect(countsOfVitest({ testResults: [file("a.test.ts", "failed")] })).toEqual({ ...none, failed: 1 });
  });

  it("does not take another report for an empty one", () => {
    expect(() => countsOfVitest({})).toThrow();
  });
});

describe("countsOfPlaywright", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ projectName: "", status }] });

  it("counts tests in suites of any depth", () => {
    const inner = { title: "stop", specs: [spec("d", "skipped")] };
    const outer = {
      title: "chat.spec.ts",
      specs: [spec("a", "expected"), spec("b", "unexpected"), spec("c", "flaky")],
      suites: [inner],
    };
    expect(countsOfPlaywright({ suites: [outer], errors: [] })).toEqual({
      passed: 2,
      failed: 1,
      skipped: ["chat.spec.ts › stop › d"],
    });
  });

  it("counts an error outside any test", () => {
    expect(countsOfPlaywright({ suites: [], errors: [{ message: "no such project" }] }).failed).toBe(1);
  });
});

describe("the sum", () => {
  it("turns a runner that ran nothing, or failed with no failed test, into a failure", () => {
    expect(settledCounts(none, 0).failed).toBe(1);
    expect(settledCounts({ ...none, passed: 3 }, 1).failed).toBe(1);
    expect(settledCounts({ ...none, passed: 3, failed: 2 }, 1).failed).toBe(2);
    expect(settledCounts({ ...none, passed: 3 }, 0).failed).toBe(0);
  });

  it("is green only when something passed and nothing failed", () => {
    expect(isGreen(none)).toBe(false);
    expect(isGreen({ ...none, passed: 1 })).toBe(true);
    expect(isGreen({ ...none, passed: 1, failed: 1 })).toBe(false);
  });

  it("closes with the line that CI reads, alone and last", () => {
    const counts = sumOf([
      { passed: 2, failed: 0, skipped: ["a"] },
      { passed: 1, failed: 1, skipped: [] },
    ]);
    expect(closingLine({ ...counts, skipped: [] })).toBe("3 passed, 1 failed");
    expect(closingLines(counts).split("\n")).toEqual(["skipped: a", "", "3 passed, 1 failed, 1 skipped"]);
  });

  it("shows a step's output only when it failed", () => {
    const result = { counts: { ...none, passed: 1 }, output: "a lot", ms: 1234 };
    expect(stepLines("types", result)).toBe("ok   types               1.2 s");
    expect(stepLines("types", { ...result, counts: { ...none, failed: 1 } })).toContain("a lot");
  });
});

describe("toTestOptions", () => {
  it("hands on to Playwright what follows, with or without the dashes that npm takes away", () => {
    expect(toTestOptions([])).toEqual({ mode: "all", playwrightArgs: [] });
    expect(toTestOptions(["e2e", "--", "-g", "chat"])).toEqual({ mode: "e2e", playwrightArgs: ["-g", "chat"] });
    expect(toTestOptions(["-g", "chat"])).toEqual({ mode: "all", playwrightArgs: ["-g", "chat"] });
  });

  it("does not drop arguments that nothing would read", () => {
    expect(() => toTestOptions(["fast", "-g", "chat"])).toThrow("runs no Playwright");
  });
});
