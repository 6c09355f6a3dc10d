import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileOf } from "../support/test.ts";
import type { Comparison } from "./comparison.ts";
import type { Row } from "./row.ts";

/** Where each run leaves what it compared, for docs/parity.md. */
const folder = fileOf("node_modules/.cache/parity");

export interface FoundCase {
  readonly case: string;
  readonly answer: Comparison;
  /** What our preprocessing made, against what Python's made. */
  readonly between: readonly Comparison[];
}

/** @param notRun why nothing ran on this machine. */
export function keep(row: Row, cases: readonly FoundCase[], notRun?: string): void {
  const { reference, device, dtype, tolerance } = row;
  const { folder: name, family, task } = reference;
  mkdirSync(folder, { recursive: true });
  const found = { folder: name, family, task, device, dtype, tolerance, cases, ...(notRun && { notRun }) };
  writeFileSync(path.join(folder, `${name}.${device}.${dtype}.json`), JSON.stringify(found));
}
