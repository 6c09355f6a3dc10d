import type { LineItem } from "../common/lines/lines.ts";
import type { Entity, Groupings } from "./entity.ts";
import type { Strategy } from "./strategies.ts";

/** More would be many screens; the download has them all. */
export const shownRows = 200;
export const shownLines = 100;

export interface EntityRow {
  readonly id: string;
  /** From 0. */
  readonly line: number;
  /** The label that is filtered by. */
  readonly kind: string;
  readonly tone: number;
  readonly entity: Entity;
}

/** Entities of all lines by one strategy. `B-PER` and `I-PER` have one colour. */
export function rowsOf(items: readonly LineItem<Groupings>[], strategy: Strategy): readonly EntityRow[] {
  const found = items.flatMap((item, line) =>
    item.status === "done" ? item.value[strategy].map((entity, index) => ({ line, index, entity })) : [],
  );
  const kindOf = (label: string) => label.replace(/^[BI]-/, "");
  const tones = [...new Set(found.map(({ entity }) => kindOf(entity.entity)))].sort();
  return found.map(({ line, index, entity }) => ({
    id: `${strategy} ${line} ${index}`,
    line,
    kind: entity.entity,
    tone: tones.indexOf(kindOf(entity.entity)) % 6,
    entity,
  }));
}

/** What is marked in each line. */
export function spansIn(rows: readonly EntityRow[]) {
  const byLine = new Map<number, { id: string; start: number; end: number; tag: string; tone: number }[]>();
  for (const { id, line, kind, tone, entity } of rows) {
    const span = { id, start: entity.start, end: entity.end, tag: kind, tone };
    const there = byLine.get(line);
    if (there) there.push(span);
    else byLine.set(line, [span]);
  }
  return byLine;
}
