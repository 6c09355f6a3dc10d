import type { Entity, Groupings } from "./entity.ts";
import { withoutOverlaps } from "./overlap.ts";
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
