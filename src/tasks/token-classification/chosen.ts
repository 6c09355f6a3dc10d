import type { Entity, Groupings } from "./entity.ts";
import type { Strategy } from "./strategies.ts";

/** What the reader wants to see of a text's entities. */
export interface Choice {
  readonly strategy: Strategy;
  readonly ignored: readonly string[];
}

/** As Python's `postprocess`: the labels that do not count go first, then overlaps of windows are sorted out. */
export function chosenOf(groupings: Groupings, { strategy, ignored }: Choice): readonly Entity[] {
  const counted = groupings[strategy].filter(({ entity }) => !ignored.includes(entity));
  return groupings.overlapping && strategy !== "none" ? withoutOverlaps(counted) : counted;
}

/**
 * Of entities that lie in each other's way in overlapping windows, the longer one stays, of like length the surer one:
 * `aggregate_overlapping_entities` of Python's pipeline.
 */
export function withoutOverlaps(entities: readonly Entity[]): readonly Entity[] {
  const kept: Entity[] = [];
  for (const entity of entities.toSorted((a, b) => a.start - b.start)) {
    const before = kept.at(-1);
    if (!before || entity.start >= before.end || entity.start < before.start) {
      kept.push(entity);
      continue;
    }
    const length = entity.end - entity.start - (before.end - before.start);
    if (length > 0 || (length === 0 && entity.score > before.score)) kept[kept.length - 1] = entity;
  }
  return kept;
}
