import type { LineItem } from "../common/lines/lines.ts";
import { type Choice, chosenOf } from "./chosen.ts";
import type { Entity, Groupings } from "./entity.ts";

/** More would be many screens; the download has them all. */
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

/** `B-PER` and `I-PER` are one kind of thing, and have one colour. */
const thingOf = (label: string) => label.replace(/^[BI]-/, "");

/** A tone for each thing that was found by this strategy, whatever is shown of it. */
export function tonesOf(items: readonly LineItem<Groupings>[], choice: Choice): ReadonlyMap<string, number> {
  const things = new Set(entitiesIn(items, choice).map(({ entity }) => thingOf(entity.entity)));
  return new Map([...things].sort().map((thing, place) => [thing, place % 6]));
}

/** Entities of all lines. */
export function rowsOf(
  items: readonly LineItem<Groupings>[],
  choice: Choice,
  tones: ReadonlyMap<string, number>,
): readonly EntityRow[] {
  return entitiesIn(items, choice).map(({ line, index, entity }) => ({
    id: `${choice.strategy} ${line} ${index}`,
    line,
    kind: entity.entity,
    tone: tones.get(thingOf(entity.entity)) ?? 0,
    entity,
  }));
}

function entitiesIn(items: readonly LineItem<Groupings>[], choice: Choice) {
  return items.flatMap((item, line) =>
    item.status === "done" ? chosenOf(item.value, choice).map((entity, index) => ({ line, index, entity })) : [],
  );
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
