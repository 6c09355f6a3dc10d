import { dtypeText } from "../../hub/checkpoint.ts";
import type { DeviceFacts } from "../device.ts";
import type { Plan } from "../store/plan.ts";
import type { Run } from "../store/run.ts";
import type { Inspection } from "./inspection.ts";

interface Subject {
  readonly facts: DeviceFacts;
  readonly inspection: Inspection;
  readonly versions: Readonly<Record<string, string>>;
  readonly userAgent: string;
  readonly task: string;
  readonly plan: Plan;
  readonly run: Run;
}

/** A bug report in Markdown, in English whatever the reader's language: nothing of what was typed or dropped. */
export function bugReport({ facts, inspection, versions, userAgent, task, plan, run }: Subject): string {
  const { asked, actual, fallback } = plan;
  const { adapter, storage } = inspection;
  const lines: readonly (readonly [string, unknown])[] = [
    ...Object.entries(versions),
    ["browser", userAgent],
    ["secure context", facts.secure],
    ["cross-origin isolated", facts.isolated],
    ["cores", facts.cores],
    ["memory", facts.memoryGB === undefined ? "not told" : `${facts.memoryGB} GB`],
    ["storage", storage ? `${storage.usedBytes} of ${storage.quotaBytes} bytes` : "not told"],
    ["adapter", adapter ? `${adapter.name}${facts.adapter?.isFallback ? " (software)" : ""}` : "none"],
    ["other adapter", inspection.otherAdapter ?? "none"],
    ["features", adapter?.features.join(", ") ?? ""],
    ...Object.entries(adapter?.limits ?? {}),
    ["task", task],
    ["model", `${asked.model}@${asked.revision}`],
    ["asked", `${asked.device} ${dtypeText(asked.dtype)}`],
    ["actual", `${actual.device} ${dtypeText(actual.dtype)}${fallback ? ` (${fallback})` : ""}`],
    ["status", run.status],
    ...(run.status === "failed"
      ? ([
          ["error", `${run.failure.code}: ${run.failure.message}`],
          ["detail", run.failure.detail ?? ""],
        ] as const)
      : []),
    ...(run.status === "done"
      ? ([
          ["weights", run.report.weights ?? ""],
          ["ms", JSON.stringify(run.report.ms)],
        ] as const)
      : []),
  ];
  const table = lines.filter(([, value]) => value !== "").map(([name, value]) => `| ${name} | ${cell(value)} |`);
  return ["### What happened", "", "", "### Where", "", "| | |", "|---|---|", ...table, ""].join("\n");
}

function cell(value: unknown): string {
  return String(value).replaceAll("|", "\\|").replace(/\s+/g, " ");
}
