/** Options that lie together: below each other, or beside each other in a row. */
export interface Group {
  readonly id: string;
  readonly keys: readonly string[];
  readonly isRow?: boolean;
}

export interface Offered {
  readonly groups: readonly Group[];
  /** What Enter takes when no arrow was pressed. */
  readonly best: string | undefined;
}

const moves = ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"] as const;
export type Move = (typeof moves)[number];
export type Key = Move | "Enter";

export function findMove(key: string): Move | undefined {
  return moves.find((move) => move === key);
}

/** Where keys lead that were pressed one after the other, until Enter takes an option. */
export function followed(
  active: string | undefined,
  keys: readonly Key[],
  { groups, best }: Offered,
): { readonly reached: string | undefined; readonly chosen: string | undefined } {
  let reached = active;
  for (const key of keys) {
    if (key !== "Enter") reached = movedFrom(reached, key, groups);
    else if ((reached ?? best) !== undefined) return { reached, chosen: reached ?? best };
  }
  return { reached, chosen: undefined };
}

/** The option that an arrow leads to. Down and up go through all groups and around; left and right to the group beside. */
export function movedFrom(active: string | undefined, move: Move, groups: readonly Group[]): string | undefined {
  const all = groups.flatMap(({ keys }) => keys);
  const group = groups.findIndex(({ keys }) => active !== undefined && keys.includes(active));
  if (active === undefined || group < 0) return move === "ArrowUp" || move === "End" ? all.at(-1) : all[0];
  const inRow = groups[group]?.isRow ?? false;
  switch (move) {
    case "ArrowDown":
      return inRow ? firstOf(groups, group + 1) : all[(all.indexOf(active) + 1) % all.length];
    case "ArrowUp":
      return inRow ? all.at(-1) : upFrom(active, group, groups, all);
    case "ArrowLeft":
      return inRow ? all.at(all.indexOf(active) - 1) : beside(active, group, -1, groups);
    case "ArrowRight":
      return inRow ? all[(all.indexOf(active) + 1) % all.length] : beside(active, group, 1, groups);
    case "Home":
      return all[0];
    case "End":
      return all.at(-1);
  }
}

function firstOf(groups: readonly Group[], index: number): string | undefined {
  return (groups[index] ?? groups[0])?.keys[0];
}

/** The head of each column lies right below the row. */
function upFrom(active: string, group: number, groups: readonly Group[], all: readonly string[]): string | undefined {
  const [top] = groups;
  if (top?.isRow && groups[group]?.keys[0] === active) return top.keys[0];
  return all.at(all.indexOf(active) - 1);
}

function beside(active: string, group: number, step: 1 | -1, groups: readonly Group[]): string | undefined {
  const columns = groups.filter(({ isRow }) => !isRow);
  const here = groups[group];
  if (!here) return active;
  const there = columns.at((columns.indexOf(here) + step) % columns.length);
  const keys = there?.keys ?? [];
  return keys[Math.min(here.keys.indexOf(active), keys.length - 1)] ?? active;
}
