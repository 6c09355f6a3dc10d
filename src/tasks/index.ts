import type { Definition } from "./definition.ts";
import * as registry from "./registry.ts";

export type TaskId = keyof typeof registry;

const definitions: ReadonlyMap<string, Definition> = new Map(Object.entries<Definition>(registry));

export function isTaskId(id: string): id is TaskId {
  return definitions.has(id);
}

export const taskIds: readonly TaskId[] = [...definitions.keys()].filter(isTaskId);

export function definitionOf(id: TaskId): Definition {
  const definition = definitions.get(id);
  if (!definition) throw new RangeError(`There is no task "${id}".`);
  return definition;
}
