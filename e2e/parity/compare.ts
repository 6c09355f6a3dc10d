import { contracts } from "../tasks/shared/contracts.ts";
import type { Parity } from "../tasks/shared/task.ts";
import type { Comparison } from "./comparison.ts";
import type { Case } from "./reference.ts";

/** Whether the playground has this task and something says how its answers are compared. */
export function isComparable(task: string): boolean {
  return contracts.get(task)?.parity !== undefined;
}

export function parityOf(task: string): Parity {
  const parity = contracts.get(task)?.parity;
  if (!parity) throw new RangeError(`Nothing says how answers of ${task} are compared.`);
  return parity;
}

/** @param tolerance of scores, vectors and probabilities. */
export function compare(task: string, ours: unknown, reference: Case, tolerance: number): Comparison {
  return parityOf(task).compare(ours, reference, tolerance);
}
