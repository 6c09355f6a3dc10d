import { expect, it } from "vitest";
import { planIn } from "../store/selectors.ts";
import { createTestApp } from "../testing/app.ts";
import { bugReport } from "./report.ts";

it("a bug report says where it happened and nothing of what was typed", async () => {
  const { state, workers } = await createTestApp({ hash: "#task=feature-extraction&device=wasm&input.texts=secret" });
  const running = state().start();
  const failure = { code: "run-failed", message: "a | b", detail: "line 1\nline 2" } as const;
  await workers.last.end({ type: "failed", failure });
  await running;
  const { facts, task, run } = state();
  const report = bugReport({
    facts,
    task,
    run,
    plan: planIn(state()),
    inspection: { adapter: undefined, otherAdapter: undefined, storage: undefined },
    versions: { "model-playground": "1.2.3" },
    userAgent: "Some Browser/1",
  });
  for (const line of [
    "| model-playground | 1.2.3 |",
    "| browser | Some Browser/1 |",
    "| asked | wasm q4 |",
    "| error | run-failed: a \\| b |",
    "| detail | line 1 line 2 |",
  ]) {
    expect(report).toContain(line);
  }
  expect(report).not.toContain("secret");
});
