import { dtypeText } from "../../hub/checkpoint.ts";
import type { KeptRun } from "../store/run.ts";

type Part = "model" | "revision" | "device" | "dtype" | "load" | "run";

export interface Difference {
  readonly name: Part | `option.${string}`;
  readonly values: readonly [unknown, unknown];
  /** In milliseconds. */
  readonly isTime: boolean;
}

/** What was different about two runs of one task, and what each took. */
export function differencesOf(a: KeptRun, b: KeptRun): readonly Difference[] {
  const [x, y] = [a.order, b.order];
  const facts: readonly Difference[] = [
    fact("model", x.actual.model, y.actual.model),
    fact("revision", x.actual.revision, y.actual.revision),
    fact("device", x.hosted?.host ?? x.actual.device, y.hosted?.host ?? y.actual.device),
    fact("dtype", dtypeOf(x), dtypeOf(y)),
    ...Object.keys({ ...x.options, ...y.options }).map((name) =>
      fact(`option.${name}`, x.options[name], y.options[name]),
    ),
  ];
  return [
    ...facts.filter(({ values: [one, other] }) => JSON.stringify(one) !== JSON.stringify(other)),
    { name: "load", values: [loadOf(a), loadOf(b)], isTime: true },
    { name: "run", values: [a.report.ms.run, b.report.ms.run], isTime: true },
  ];
}

function dtypeOf({ hosted, actual }: KeptRun["order"]): string {
  return hosted ? "" : dtypeText(actual.dtype);
}

function fact(name: Difference["name"], one: unknown, other: unknown): Difference {
  return { name, values: [one ?? "", other ?? ""], isTime: false };
}

function loadOf({ report: { ms } }: KeptRun): number {
  return ms.download + ms.load + ms.compile;
}
