import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { isActive } from "../../tasks/input.ts";
import { defaultsOf } from "../../tasks/options.ts";
import type { FileKind } from "../inputs/file.ts";
import { kinds } from "../inputs/kinds.ts";

/** How many tasks are offered: more would be a menu, and there is one. */
const offered = 3;

/**
 * Tasks of `ids` that take a file of this kind by default: first those that can run on it alone, and of equals first
 * those that were in use.
 */
export function tasksTaking(
  kind: FileKind,
  ids: readonly TaskId[],
  isInUse: (id: TaskId) => boolean,
): readonly TaskId[] {
  const candidates = ids.flatMap((id) => {
    const { inputs, options } = definitionOf(id);
    const active = Object.values(inputs).filter((field) => isActive(field, defaultsOf(options)));
    if (!active.some((field) => kinds[field.kind].takes === kind)) return [];
    const others = active.filter((field) => kinds[field.kind].takes !== kind && !field.optional).length;
    return [{ id, rank: others * 2 + (isInUse(id) ? 0 : 1) }];
  });
  return candidates
    .sort((a, b) => a.rank - b.rank)
    .slice(0, offered)
    .map(({ id }) => id);
}
